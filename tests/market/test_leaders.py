"""Who led a session: each order by hand, ties, limits, and what has no place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.market.bars import Bar
from bot.market.instruments import TAIEX, Instrument, Kind, Market
from bot.market.leaders import ETFS, Order, leaders
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


def _codes(bars: Mapping[str, Bar], order: Order, limit: int = 3) -> list[str]:
    """Return the codes of the first rows."""
    return [m.instrument.code for m in leaders(bars, order, KNOWN.get, CALENDAR, limit).moves]


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
    found = leaders(_founding(), order, KNOWN.get, CALENDAR, 3)
    assert [move.instrument.code for move in found.moves] == first
    assert (found.total, found.unknown) == (total, 0)


def test_rows_shown_are_measured_in_full() -> None:
    """A row has its percentage and its limit like any other move."""
    move = leaders(_founding(), Order.DOWN, KNOWN.get, CALENDAR, 1).moves[0]
    assert (move.change, move.limit) == (Decimal("-26.5"), "down")


def test_the_most_traded_stand_first_and_the_limit_is_ordered_by_turnover() -> None:
    """Amounts that are not known have no place, and are counted."""
    bars = _founding()
    bars["6669"] = replace(bars["6669"], volume=10, turnover=Decimal(900))
    bars["2382"] = replace(bars["2382"], volume=30, turnover=Decimal(500))
    assert _codes(bars, Order.VOLUME) == ["2382", "6669"]
    assert _codes(bars, Order.TURNOVER) == ["6669", "2382"]
    assert _codes(bars, Order.LIMIT_DOWN) == ["6669", "2382"]
    assert leaders(bars, Order.VOLUME, KNOWN.get, CALENDAR, 3).unknown == 10


def test_points_are_ordered_either_way() -> None:
    """What moved the index most stands first, up or down; rows without points are counted."""
    points = {"2330": Decimal(-525), "2357": Decimal(9), "2382": Decimal(-30)}
    found = leaders(_founding(), Order.CONTRIBUTION, KNOWN.get, CALENDAR, 5, points=points)
    assert [move.instrument.code for move in found.moves] == ["2330", "2382", "2357"]
    assert found.unknown == 9


def test_what_did_not_trade_or_has_no_reference_has_no_place() -> None:
    """A row without a close is no row; one without a reference is unknown."""
    bars = _founding()
    bars["2377"] = replace(bars["2377"], close=None)
    bars["2357"] = bar("649", None, code="2357")
    found = leaders(bars, Order.UP, KNOWN.get, CALENDAR, 9)
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
    found = leaders(bars, Order.UP, known.get, CALENDAR, 3)
    assert [move.instrument.code for move in found.moves] == ["3", "1", "2"]


def test_kinds_and_groups_narrow_the_rows() -> None:
    """Funds stand apart from stocks; a filter takes a market or a basket; junk is let be."""
    bars = {c: bar("11", "10", code=c, session=date(2025, 2, 4)) for c in ("0050", "6488", "9999")}
    funds = leaders(bars, Order.UP, KNOWN.get, CALENDAR, 5, kinds=ETFS)
    assert [move.instrument.code for move in funds.moves] == ["0050"]
    assert leaders(bars, Order.UP, KNOWN.get, CALENDAR, 5).total == 1
    listed = leaders(
        bars, Order.UP, KNOWN.get, CALENDAR, 5, wanted=lambda one: one.market is Market.TWSE
    )
    assert listed.total == 0
