"""Finding instruments by what people type."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.directory import Directory
from bot.market.instruments import TAIEX, Instrument, Kind, Market


def _stock(code: str, name: str, *aliases: str, english: str | None = None) -> Instrument:
    """Make a stock that has been listed for long."""
    return Instrument(
        code, name, Market.TWSE, Kind.STOCK, english, aliases, listed=date(2000, 1, 1)
    )


def _fund(code: str, name: str, *aliases: str) -> Instrument:
    """Make a fund that has been listed for long."""
    return Instrument(code, name, Market.TWSE, Kind.ETF, None, aliases, listed=date(2003, 6, 30))


TSMC = _stock("2330", "台積電", "台積", "護國神山", english="TSMC")
DELTA = _stock("2308", "台達電", english="Delta Electronics")
PRINTING = _stock("2333", "台印電")
ALCHIP = _stock("3661", "世芯-KY", english="Alchip")
TW50 = _fund("0050", "元大台灣50", "台50")
FUBON50 = _fund("006208", "富邦台50", "台50")
DOUBLE = _fund("00631L", "元大台灣50正2")
PREFERRED = Instrument("2881A", "富邦特", Market.TWSE, Kind.PREFERRED, listed=date(2016, 5, 31))
NEW = Instrument("7811", "民盛", Market.TPEX, Kind.STOCK, listed=date(2026, 3, 25))
ALL = (TSMC, DELTA, PRINTING, ALCHIP, TW50, FUBON50, DOUBLE, PREFERRED, NEW, TAIEX)
DIRECTORY = Directory(ALL)
DAY_BEFORE = date(2026, 3, 24)

TYPED = st.text(st.characters(), max_size=200)
"""Any text, lone surrogates included."""


@pytest.mark.parametrize("text", ["2330", "２３３０", " 2330 ", "2330.TW", "TWSE:2330", "TPE:2330"])
def test_code_is_found_however_it_is_written(text: str) -> None:
    """Width, spaces and vendors' affixes do not matter."""
    assert DIRECTORY.get(text) == TSMC
    assert DIRECTORY.exact(text) == (TSMC,)


@pytest.mark.parametrize(
    ("text", "found"), [("00631l", DOUBLE), ("2881a", PREFERRED), ("taiex", TAIEX)]
)
def test_codes_with_letters_are_found_in_any_case(text: str, found: Instrument) -> None:
    """Funds, preferred shares and the index have letters in their codes."""
    assert DIRECTORY.get(text) == found


@pytest.mark.parametrize("text", ["", "台積電", "9999", "50", "2330.US"])
def test_only_a_code_is_a_code(text: str) -> None:
    """A name, an unknown code or one without its zeros is none."""
    assert DIRECTORY.get(text) is None


@pytest.mark.parametrize("text", ["台積電", "臺積電", "tsmc", "ＴＳＭＣ", "T S M C", "護國神山"])
def test_names_and_nicknames_are_found(text: str) -> None:
    """Chinese, English and slang lead to one instrument."""
    assert DIRECTORY.exact(text) == (TSMC,)


@pytest.mark.parametrize("text", ["世芯-KY", "世芯ky", "世芯"])
def test_ending_of_a_name_is_optional(text: str) -> None:
    """People leave `-KY` out."""
    assert DIRECTORY.exact(text) == (ALCHIP,)


def test_index_is_found_by_what_people_call_it() -> None:
    """The market itself has nicknames, a vendor's symbol among them."""
    assert DIRECTORY.exact("大盤") == DIRECTORY.exact("^TWII") == (TAIEX,)


def test_ambiguous_name_gives_all_it_may_mean() -> None:
    """The reader decides, not the bot."""
    assert DIRECTORY.exact("台50") == (TW50, FUBON50)


def test_exact_takes_no_part_of_a_name() -> None:
    """Half a name is a case for suggestions."""
    assert DIRECTORY.exact("台達") == ()


def test_part_of_a_name_suggests_its_bearers() -> None:
    """The whole part comes before a nickname that merely looks like it."""
    assert DIRECTORY.suggest("台達") == (DELTA,)
    assert DIRECTORY.suggest("台灣50") == (TW50, DOUBLE, FUBON50)


def test_start_of_a_code_suggests_its_codes() -> None:
    """Well-known names come first, whatever their code."""
    assert DIRECTORY.suggest("233") == (TSMC, PRINTING)


@pytest.mark.parametrize("text", ["台機電", "tmsc", "TSNC"])
def test_misspelling_suggests_what_was_meant(text: str) -> None:
    """One wrong or swapped character is forgiven."""
    assert TSMC in DIRECTORY.suggest(text)


def test_equal_likeness_puts_the_well_known_first() -> None:
    """The obscure neighbour stands behind the known ones."""
    assert DIRECTORY.suggest("台機電") == (DELTA, TSMC, PRINTING)


@pytest.mark.parametrize("text", ["", " ", "hello", "今天天氣", "😀", "！！", "sm", "a" * 5000])
def test_junk_suggests_nothing(text: str) -> None:
    """A guess without ground would be worse than none."""
    assert DIRECTORY.suggest(text) == ()


def test_suggestions_keep_to_the_limit() -> None:
    """No more than asked for."""
    assert len(DIRECTORY.suggest("台", limit=2)) == 2


def test_completion_goes_by_code_chinese_english_and_nickname() -> None:
    """All that a person may start to type leads on."""
    assert DIRECTORY.complete("0063") == (DOUBLE,)
    assert DIRECTORY.complete("神山") == (TSMC,)
    assert DIRECTORY.complete("delta e") == (DELTA,)
    assert DIRECTORY.complete("electro") == (DELTA,)


def test_completion_puts_stocks_before_funds_before_others() -> None:
    """Among the well-known the kind decides; a part inside a name comes last."""
    assert DIRECTORY.complete("台") == (DELTA, TSMC, TW50, FUBON50, TAIEX, PRINTING, DOUBLE)


def test_completion_of_nothing_shows_the_well_known() -> None:
    """An empty field offers the names people ask for."""
    assert DIRECTORY.complete("", limit=3) == (DELTA, TSMC, ALCHIP)


def test_completion_never_guesses() -> None:
    """While typing goes on a misspelling is not yet one."""
    assert DIRECTORY.complete("tmsc") == ()


def test_later_listing_is_hidden_from_an_earlier_day() -> None:
    """With the clock set back nothing shows that was not there."""
    assert DIRECTORY.get("7811", by=DAY_BEFORE) is None
    assert DIRECTORY.exact("民盛", by=DAY_BEFORE) == ()
    assert DIRECTORY.suggest("民盛", by=DAY_BEFORE) == ()
    assert DIRECTORY.complete("民", by=DAY_BEFORE) == ()


def test_listing_shows_from_its_day_on() -> None:
    """The first day of trading counts; the index was always there."""
    assert DIRECTORY.get("7811", by=date(2026, 3, 25)) == NEW
    assert DIRECTORY.complete("民", by=date(2026, 3, 25)) == (NEW,)
    assert DIRECTORY.get("TAIEX", by=date(1990, 1, 1)) == TAIEX


@given(TYPED)
def test_no_text_breaks_a_look_up(text: str) -> None:
    """Whatever is typed, the answer is a list within its limit, each instrument once."""
    DIRECTORY.get(text)
    for found, limit in (
        (DIRECTORY.exact(text), len(ALL)),
        (DIRECTORY.suggest(text), 6),
        (DIRECTORY.complete(text), 25),
    ):
        assert len(found) == len({one.code for one in found}) <= limit


@given(st.sampled_from(ALL))
def test_every_instrument_is_suggested_by_its_own_name(one: Instrument) -> None:
    """What matches whole comes first."""
    assert DIRECTORY.suggest(one.name)[0] == one
    assert DIRECTORY.suggest(one.code)[0] == one


def test_new_listings_are_learned() -> None:
    """An unknown code is found by its name from then on."""
    directory = Directory([TSMC])
    directory.learn([_stock("7777", "新掛牌"), _stock("2330", "別的名字")])
    assert [one.code for one in directory.exact("新掛牌")] == ["7777"]
    assert directory.get("2330") == TSMC


def test_an_instrument_that_changed_its_market_keeps_its_other_names() -> None:
    """Its nickname still finds it, on the market where it trades now."""
    directory = Directory([TSMC])
    directory.learn([Instrument("2330", "台積電", Market.TPEX, Kind.STOCK)])
    (found,) = directory.exact("護國神山")
    assert found.market is Market.TPEX
    assert found.english == "TSMC"
