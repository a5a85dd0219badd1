"""Who led a session: each order by hand, ties, limits, and what has no place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.market.bars import Bar
from bot.market.instruments import TAIEX, Instrument, Kind, Market
from bot.market.leaders import Leaders, Order, candidates, leaders, traded
from bot.market.plain import plain_of
from tests.market.days import CALENDAR, FOUNDING, bar, stock

FUND = Instrument("0050", "0050", Market.TWSE, Kind.ETF, limit_percent=Decimal(10))
OTC = replace(stock("6488"), market=Market.TPEX)
KNOWN = {code: stock(code) for code in FOUNDING} | {"0050": FUND, "6488": OTC, "TAIEX": TAIEX}


def _founding() -> dict[str, Bar]:
    """Return the twelve of the founding day with the index beside them."""
    bars = {
        code: bar(close, reference, prices=(opening, high, low), code=code)
        for code, (opening, high, low, close, reference, _) in FOUNDING.items()
    }
    return bars | {"TAIEX": bar("22694.71", "23525.41", code="TAIEX")}


def _led(
    bars: Mapping[str, Bar],
    order: Order,
    limit: int = 3,
    points: Mapping[str, Decimal] | None = None,
    known: Mapping[str, Instrument] = KNOWN,
) -> Leaders:
    """Rank a session from its plain figures to the rows measured in full."""
    rows = traded(plain_of(bars).values(), known.get)
    found = candidates(rows, order, limit, points)
    return leaders(found, bars, order, known.get, CALENDAR, limit, points=points)


def _codes(bars: Mapping[str, Bar], order: Order, limit: int = 3) -> list[str]:
    """Return the codes of the first rows."""
    return [move.instrument.code for move in _led(bars, order, limit).moves]


@pytest.mark.parametrize(
    ("order", "first", "total"),
    [
        (Order.UP, ["2377", "2357", "2353"], 4),
        (Order.DOWN, ["2382", "6669", "3711"], 8),
        (Order.PRICE, ["6669", "2330", "2357"], 12),
        (Order.LIMIT_UP, [], 0),
        (Order.LIMIT_DOWN, ["2382", "6669"], 2),
    ],
)
def test_orders_the_founding_day(order: Order, first: list[str], total: int) -> None:
    """Only risers rise, only fallers fall, only closes at the bound are at the limit."""
    found = _led(_founding(), order, 3)
    assert [move.instrument.code for move in found.moves] == first
    assert (found.total, found.unknown) == (total, 0)


def test_rows_shown_are_measured_in_full() -> None:
    """A row has its percentage and its limit like any other move."""
    move = _led(_founding(), Order.DOWN, 1).moves[0]
    assert (move.change, move.limit) == (Decimal("-26.5"), "down")


def test_the_most_traded_stand_first_and_the_limit_is_ordered_by_turnover() -> None:
    """Amounts that are not known have no place, and are counted."""
    bars = _founding()
    bars["6669"] = replace(bars["6669"], volume=10, turnover=Decimal(900))
    bars["2382"] = replace(bars["2382"], volume=30, turnover=Decimal(500))
    assert _codes(bars, Order.VOLUME) == ["2382", "6669"]
    assert _codes(bars, Order.TURNOVER) == ["6669", "2382"]
    assert _codes(bars, Order.LIMIT_DOWN) == ["6669", "2382"]
    assert _led(bars, Order.VOLUME, 3).unknown == 10


def test_points_are_ordered_either_way() -> None:
    """What moved the index most stands first, up or down; rows without points are counted."""
    points = {"2330": Decimal(-525), "2357": Decimal(9), "2382": Decimal(-30)}
    found = _led(_founding(), Order.CONTRIBUTION, 5, points)
    assert [move.instrument.code for move in found.moves] == ["2330", "2382", "2357"]
    assert found.unknown == 9


def test_what_did_not_trade_or_has_no_reference_has_no_place() -> None:
    """A row without a close is no row; one without a reference is unknown."""
    bars = _founding()
    bars["2377"] = replace(bars["2377"], close=None)
    bars["2357"] = bar("649", None, code="2357")
    found = _led(bars, Order.UP, 9)
    assert [move.instrument.code for move in found.moves] == ["2353", "4938"]
    assert found.unknown == 1


def test_a_percentage_apart_by_a_hair_is_ordered_right() -> None:
    """1/3 and 333333/1000000 differ in the seventh digit; equals go by code."""
    bars = {
        "3": bar("4000000", "3000000", code="3"),
        "2": bar("1333333", "1000000", code="2"),
        "1": bar("1333333", "1000000", code="1"),
    }
    known = {code: stock(code) for code in bars}
    found = _led(bars, Order.UP, 3, known=known)
    assert [move.instrument.code for move in found.moves] == ["3", "1", "2"]


def test_equal_percentages_of_unequal_prices_go_by_code() -> None:
    """3.85 over 3.5 and 38.5 over 35 are both ten percent; the last place is the lower code's."""
    bars = {
        "1": bar("38.5", "35", code="1"),
        "2": bar("3.85", "3.5", code="2"),
        "3": bar("110", "100", code="3"),
    }
    known = {code: stock(code) for code in bars}
    for limit in (1, 2, 3):
        found = _led(bars, Order.UP, limit, known=known)
        assert [move.instrument.code for move in found.moves] == ["1", "2", "3"][:limit]


@pytest.mark.parametrize(
    ("reference", "close"), [("0.11", "0.12"), ("0.19", "0.2"), ("1.01", "1.11"), ("35", "38.5")]
)
def test_a_limit_is_seen_however_far_its_tick_rounds_it_inward(reference: str, close: str) -> None:
    """Below one dollar a tick is several percent: 0.19 may rise by 5.26 % only."""
    bars = {"1": bar(close, reference, prices=(reference, close, reference), code="1")}
    assert _led(bars, Order.LIMIT_UP, known={"1": stock("1")}).total == 1


def test_stocks_and_groups_narrow_the_rows() -> None:
    """Funds and the index are no rows; a filter takes a market or a basket; junk is let be."""
    bars = {c: bar("11", "10", code=c, session=date(2025, 2, 4)) for c in ("0050", "6488", "9999")}
    rows = plain_of(bars).values()
    assert [row.code for row in traded(rows, KNOWN.get)] == ["6488"]
    assert not traded(rows, KNOWN.get, {Market.TWSE})
    assert not traded(rows, KNOWN.get, wanted=lambda one: one.code == "2330")
