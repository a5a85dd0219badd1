"""The bundled list of instruments."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data.instruments import load_instruments
from bot.market.directory import Directory
from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument, Kind, Market

INSTRUMENTS = load_instruments()
DIRECTORY = Directory(INSTRUMENTS)
DINNER = ["2301", "2308", "2317", "2324", "2330", "2345", "2353", "2356", "2357", "2376", "2377"]
DINNER += ["2382", "2395", "2412", "2454", "3017", "3231", "3515", "3711", "4938", "6669"]
NEWS = ["2337", "2344", "2408", "2409", "2885", "2891", "5274", "6770", "TAIEX"]


@pytest.mark.parametrize("code", DINNER + NEWS)
def test_instruments_of_the_story_are_known_and_have_nicknames(code: str) -> None:
    """The baskets and the bundled days speak of these."""
    found = DIRECTORY.get(code)
    assert found is not None
    assert found.english
    assert found.aliases


def test_list_is_whole() -> None:
    """Both markets and all kinds are there, each code once, sorted, the indices last."""
    codes = [one.code for one in INSTRUMENTS[:-2]]
    assert len(codes) > 2300
    assert codes == sorted(set(codes))
    assert INSTRUMENTS[-2:] == (TAIEX, TPEX_INDEX)
    assert {one.kind for one in INSTRUMENTS} == set(Kind)
    assert {one.market for one in INSTRUMENTS} == set(Market)


def test_list_is_read_once() -> None:
    """Every asker gets the same objects."""
    assert load_instruments() is INSTRUMENTS


def test_names_carry_no_star_and_no_padding() -> None:
    """The quote feeds print names without the par-value star."""
    assert not [one for one in INSTRUMENTS if "*" in one.name or one.name != one.name.strip()]
    assert not [one for one in INSTRUMENTS if not one.name]


def test_one_stock_is_read_whole() -> None:
    """Every field of a row and of the known names arrives."""
    assert DIRECTORY.get("2330") == Instrument(
        "2330",
        "台積電",
        Market.TWSE,
        Kind.STOCK,
        english="TSMC",
        aliases=("台積", "台灣積體電路", "護國神山"),
        listed=date(1994, 9, 5),
        industry="半導體業",
        limit_percent=Decimal(10),
    )


def test_many_instruments_have_names_people_use() -> None:
    """A look-up by English name or nickname works well beyond the dinners."""
    assert len([one for one in INSTRUMENTS if one.english or one.aliases]) >= 90


@pytest.mark.parametrize("file", ["names.toml", "limits.toml"])
def test_hand_kept_facts_name_the_right_code(file: str) -> None:
    """Each entry repeats its instrument's name, so that none sits on a neighbour's code."""
    entries = tomllib.loads(files("bot.data").joinpath(file).read_text(encoding="utf-8"))
    known = {one.code: one.name for one in INSTRUMENTS}
    assert {code: entry["name"] for code, entry in entries.items()} == {
        code: known.get(code) for code in entries
    }


@pytest.mark.parametrize(
    ("code", "percent"),
    [
        ("2330", 10),
        ("3661", 10),
        ("2254", 10),
        ("9103", 10),
        ("2881A", 10),
        ("01001T", 10),
        ("0050", 10),
        ("00631L", 20),
        ("00632R", 10),
        ("00646", None),
        ("00679B", None),
        ("00637L", None),
        ("TAIEX", None),
    ],
)
def test_daily_limit_is_given_only_where_known(code: str, percent: int | None) -> None:
    """Funds with foreign components or bonds have none; the rest of a kind is not guessed from."""
    found = DIRECTORY.get(code)
    assert found is not None
    assert found.limit_percent == (None if percent is None else Decimal(percent))


def test_only_funds_lack_a_limit() -> None:
    """Whatever is a share in a company or a property moves within 10 percent."""
    bare = {one.kind for one in INSTRUMENTS if one.limit_percent is None}
    assert bare == {Kind.ETF, Kind.ETN, Kind.INDEX}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("海公公", ["2317"]),
        ("Hon Hai", ["2317"]),
        ("發哥", ["2454"]),
        ("king slide", ["2059"]),
        ("大盤", ["TAIEX"]),
        ("nanya", ["1303", "2408"]),
        ("台50", ["0050", "006208"]),
        ("正2", ["00631L", "00663L", "00675L", "00685L"]),
        ("矽品", []),
    ],
)
def test_nicknames_lead_to_all_they_may_mean(text: str, codes: list[str]) -> None:
    """One, several, or none where only an unlisted subsidiary is called so."""
    assert [one.code for one in DIRECTORY.exact(text)] == codes


def test_few_names_are_ambiguous() -> None:
    """Every alias shared by instruments was shared on purpose; a new one must be looked at."""
    aliases = Counter(alias for one in INSTRUMENTS for alias in set(one.aliases))
    assert {alias for alias, count in aliases.items() if count > 1} == {
        "台50",
        "正2",
        "正二",
        "反1",
        "反一",
    }


@given(st.sampled_from(INSTRUMENTS))
def test_every_instrument_is_found_by_its_own_code_and_name(one: Instrument) -> None:
    """Nothing in the list is out of reach, in either case of its letters."""
    assert DIRECTORY.get(one.code.lower()) == one
    assert DIRECTORY.exact(one.code) == (one,)
    assert one in DIRECTORY.exact(one.name)
    assert one in DIRECTORY.complete(one.name)
