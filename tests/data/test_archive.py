"""The bundled archive, against the published figures it carries."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.data.archive import archive_revision, load_archive
from bot.data.closures import load_closures
from bot.data.instruments import load_instruments
from bot.market.bars import ReferenceBasis, check_bar
from bot.market.calendar import TradingCalendar
from tests.market.days import FOUNDING, FOUNDING_DAY, bar

BARS = load_archive()
BY_KEY = {(each.session, each.code): each for each in BARS}
CALENDAR = TradingCalendar(load_closures())
INDEX = [each for each in BARS if each.code == "TAIEX"]


def test_holds_what_was_bundled() -> None:
    """Rows and sums are those of the file's making: nothing was lost or retyped."""
    assert len(BARS) == len(BY_KEY) == 203
    assert len(INDEX) == 135
    sums = [
        sum(value for each in BARS if (value := getattr(each, name)) is not None)
        for name in ("open", "high", "low", "close", "reference")
    ]
    assert sums == [
        Decimal("44775.35"),
        Decimal("45854.35"),
        Decimal("43959.85"),
        Decimal("3037151.68"),
        Decimal("2965177.94"),
    ]
    assert len(archive_revision()) == 16


@pytest.mark.parametrize("code", FOUNDING)
def test_holds_the_founding_day(code: str) -> None:
    """The twelve bars of 2025-02-03 are the published ones."""
    opening, high, low, close, reference, _ = FOUNDING[code]
    expected = bar(close, reference, prices=(opening, high, low), code=code)
    held = BY_KEY[FOUNDING_DAY, code]
    assert (held.open, held.high, held.low) == (expected.open, expected.high, expected.low)
    assert (held.close, held.reference) == (expected.close, expected.reference)


def test_every_row_is_sound() -> None:
    """Rows break no rule, name their source and carry no volume, which is not known."""
    assert [check_bar(each) for each in BARS if check_bar(each)] == []
    assert {each.provenance.source for each in BARS} == {"published closing prices, bundled"}
    assert {(each.volume, each.turnover, each.trades) for each in BARS} == {(None, None, None)}


def test_every_row_is_of_a_session_and_an_instrument() -> None:
    """No row stands on a closed day or under a code that nobody knows."""
    known = {instrument.code for instrument in load_instruments()} | {"TAIEX"}
    assert all(CALENDAR.is_session(each.session) for each in BARS)
    assert {each.code for each in BARS} <= known


def test_the_index_misses_no_session_of_its_half_year() -> None:
    """From 2024-12-09 to 2025-06-30 there is a close of the index for every session."""
    half_year = [each.session for each in INDEX if each.session <= date(2025, 6, 30)]
    assert half_year == CALENDAR.sessions(date(2024, 12, 9), date(2025, 6, 30))


def test_references_are_the_closes_before() -> None:
    """A reference stands only where the close of the session before is held, and equals it."""
    for code in {each.code for each in BARS}:
        held = [each for each in BARS if each.code == code]
        assert held[0].basis is ReferenceBasis.UNKNOWN
        for before, after in pairwise(held):
            adjacent = CALENDAR.after(before.session) == after.session
            assert after.reference == (before.close if adjacent else None)
