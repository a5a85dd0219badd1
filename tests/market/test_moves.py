"""Changes, percentages and limits, against published figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.instruments import TAIEX, Kind
from bot.market.moves import Limit, move_of, relative, round_percent
from bot.market.price_rules import floor_to_tick, limits
from tests.market.days import CALENDAR, FOUNDING, bar, founding_index, founding_move, stock

AFTER_DINNER = date(2026, 5, 29)


@pytest.mark.parametrize("code", FOUNDING)
def test_tells_the_founding_days_percentages(code: str) -> None:
    """All twelve moves of 2025-02-03 are the published ones."""
    move = founding_move(code)
    assert move.percent is not None
    assert round_percent(move.percent) == Decimal(FOUNDING[code][5])
    assert move.change == Decimal(FOUNDING[code][3]) - Decimal(FOUNDING[code][4])


def test_only_two_closed_limit_down() -> None:
    """廣達 and 緯穎 closed at the limit; 日月光投控 at -9.04 % did not."""
    closed = {code: founding_move(code).limit for code in FOUNDING}
    assert {code for code, limit in closed.items() if limit is Limit.DOWN} == {"2382", "6669"}
    assert Limit.UP not in closed.values()


def test_tells_the_index() -> None:
    """TAIEX lost 830.70 points, 3.53 %, and has no limit."""
    move = founding_index()
    assert move.change == Decimal("-830.70")
    assert move.percent is not None
    assert round_percent(move.percent) == Decimal("-3.53")
    assert move.limits is None
    limited = replace(TAIEX, limit_percent=Decimal(10))
    assert move_of(limited, move.bar, CALENDAR).limits is None


def test_measures_against_the_index() -> None:
    """2330 fell 2.20 points more than the index; an unknown side leaves it unknown."""
    distance = relative(founding_move("2330"), founding_index())
    assert distance is not None
    assert round_percent(distance) == Decimal("-2.20")
    unknown = move_of(TAIEX, bar("22694.71", None), CALENDAR)
    assert relative(founding_move("2330"), unknown) is None
    assert relative(unknown, founding_index()) is None


@pytest.mark.parametrize(
    ("reference", "close", "percent", "limit"),
    [
        ("63.9", "70.2", "9.86", Limit.UP),  # 2356: the step at the limit is 0.1
        ("33.5", "36.7", "9.55", None),  # 2324: its limit is 36.85
        ("263", "289", "9.89", Limit.UP),
        ("308.5", "339", "9.89", Limit.UP),
        ("4950", "5445", "10.00", Limit.UP),
        ("32", "35.2", "10.00", Limit.UP),
        ("692", "761", "9.97", Limit.UP),
    ],
)
def test_limits_are_prices_not_percentages(
    reference: str, close: str, percent: str, limit: Limit | None
) -> None:
    """A close is at the limit when it is the limit's price, whatever the percentage."""
    move = move_of(stock(), bar(close, reference, AFTER_DINNER), CALENDAR)
    assert move.limit is limit
    assert move.percent is not None
    assert round_percent(move.percent) == Decimal(percent)


def test_an_unknown_reference_leaves_all_unknown() -> None:
    """Without a reference there is no change, no percentage and no limit, and no zero."""
    move = move_of(stock(), bar("1070", None), CALENDAR)
    assert (move.change, move.percent, move.limit, move.limits) == (None, None, None, None)


def test_an_untraded_session_has_limits_and_no_change() -> None:
    """A stock without a trade did not stay unchanged: its change is not known."""
    move = move_of(stock(), bar(None, "1135"), CALENDAR)
    assert (move.change, move.percent, move.limit) == (None, None, None)
    assert move.limits is not None


def test_no_limits_in_the_first_five_sessions() -> None:
    """A stock listed on the last session before the holidays has limits from the sixth on."""
    new = stock(listed=date(2025, 1, 22))
    fifth, sixth = date(2025, 2, 6), date(2025, 2, 7)
    assert move_of(new, bar("110", "100", fifth), CALENDAR).limit is None
    assert move_of(new, bar("110", "100", sixth), CALENDAR).limit is Limit.UP
    fund = replace(new, kind=Kind.ETF)
    assert move_of(fund, bar("110", "100", fifth), CALENDAR).limit is Limit.UP
    old = stock(listed=date(1994, 9, 5))
    assert move_of(old, bar("110", "100", fifth), CALENDAR).limit is Limit.UP


def test_no_limits_where_the_instrument_has_none() -> None:
    """A fund of foreign stocks has no daily limit."""
    assert move_of(stock(percent=None), bar("110", "100"), CALENDAR).limits is None


def test_the_limit_was_narrower_until_june_2015() -> None:
    """Until 2015-05-29 the limit was seven percent."""
    assert move_of(stock(), bar("107", "100", date(2015, 5, 29)), CALENDAR).limit is Limit.UP
    assert move_of(stock(), bar("107", "100", date(2015, 6, 1)), CALENDAR).limit is None


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("2.675", "2.68"),
        ("-2.675", "-2.68"),
        ("0.0049999", "0.00"),
        ("-0.0049999", "0.00"),
        ("9.995", "10.00"),
    ],
)
def test_rounds_half_away_from_zero(value: str, rounded: str) -> None:
    """Halves grow, and nothing is shown as minus zero."""
    assert str(round_percent(Decimal(value))) == rounded


@given(st.decimals(min_value="1", max_value="9000", places=2), st.booleans())
def test_a_close_at_the_limit_stays_inside_ten_percent(price: Decimal, up: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    """At the limit the percentage never exceeds ten, and the limit is recognised."""
    reference = floor_to_tick(price, Kind.STOCK)
    bounds = limits(reference, Kind.STOCK, Decimal(10))
    close = bounds.up if up else bounds.down
    move = move_of(stock(), bar(str(close), str(reference)), CALENDAR)
    assert move.limit is (Limit.UP if up else Limit.DOWN)
    assert move.percent is not None
    assert abs(move.percent) <= 10
