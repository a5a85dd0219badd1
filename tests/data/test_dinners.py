"""The bundled guest lists of the dinners."""

from datetime import date

from bot.data.dinners import load_dinner
from bot.data.instruments import load_instruments
from bot.market.baskets import Confidence

DINNER = load_dinner()
FOUNDING = date(2025, 1, 18)
TWELVE = "2330 2317 2382 2356 6669 3711 2376 3515 2353 4938 2377 2357"


def test_holds_the_five_dinners() -> None:
    """Every edition is there, oldest first, with its number of companies."""
    assert [(e.date.isoformat(), len(e.codes), e.confidence) for e in DINNER.editions] == [
        ("2024-05-30", 9, Confidence.PARTIAL),
        ("2025-01-18", 12, Confidence.SEED),
        ("2025-05-17", 6, Confidence.PARTIAL),
        ("2026-01-31", 20, Confidence.REPORTED),
        ("2026-05-28", 12, Confidence.PARTIAL),
    ]


def test_the_founding_list_is_the_articles() -> None:
    """The twelve of January 2025, four groups of them, and Wistron beside the list."""
    edition = DINNER.edition(FOUNDING)
    assert edition is not None
    assert edition.codes == tuple(TWELVE.split())
    assert edition.also_reported == ("3231",)
    assert edition.invited == 35
    grouped = [code for group in edition.groups for code in group.codes]
    assert sorted(grouped) == sorted(edition.codes)
    assert [group.title.zh for group in edition.groups] == [
        "晶圓封測",
        "代工／伺服器",
        "板卡",
        "品牌／組裝",
    ]


def test_the_founding_day_sees_the_founding_list() -> None:
    """On 2025-02-03 the latest dinner with a list is that of January."""
    edition = DINNER.known_by(date(2025, 2, 3)).edition_on(date(2025, 2, 3))
    assert edition is not None
    assert edition.date == FOUNDING


def test_every_code_is_listed_and_named_once() -> None:
    """Members are instruments of the directory, and guests belong to members."""
    known = {instrument.code for instrument in load_instruments()}
    for edition in DINNER.editions:
        codes = (*edition.codes, *edition.also_reported)
        assert set(codes) <= known
        assert len(set(codes)) == len(codes)
        guests = [guest.code for guest in edition.guests]
        assert set(guests) <= set(edition.codes)
        assert len(set(guests)) == len(guests)


def test_every_text_is_there_in_both_languages() -> None:
    """No note, group or guest is empty in one language."""
    for edition in DINNER.editions:
        texts = [
            edition.note,
            *(group.title for group in edition.groups),
            *(guest.who for guest in edition.guests),
        ]
        assert all(text.zh and text.en for text in texts)
        assert edition.source


def test_guests_from_elsewhere_are_a_text() -> None:
    """Two companies of January 2026 are not listed in Taiwan and have no code."""
    edition = DINNER.edition(date(2026, 1, 31))
    assert edition is not None
    assert edition.unlisted is not None
    assert "601138" in edition.unlisted.zh
    assert "300476" in edition.unlisted.en
