"""How many points of the TAIEX one instrument gave or took in a session: an estimate.

The index is the value of all its stocks over a base that the exchange keeps but does not publish
by day. Here the base is estimated: the stocks' value at their reference prices over the index's
own reference.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.market.bars import Bar
from bot.market.instruments import TAIEX, Instrument, Kind, Market
from bot.market.moves import EXACT
from bot.market.shares import ShareCount

_LEAST_COVERED = Decimal("0.95")
"""Of the listed stocks of the session, by count; with fewer the base would mean nothing."""


@dataclass(frozen=True, slots=True)
class IndexBase:
    """What one point of the TAIEX is worth in TWD, and how many of its stocks were counted."""

    value_per_point: Decimal
    covered: int
    stocks: int


def index_base(
    bars: Mapping[str, Bar],
    shares: Mapping[str, ShareCount],
    find: Callable[[str], Instrument | None],
) -> IndexBase | None:
    """Estimate the base from a whole session; None where too little of it is known."""
    index = bars.get(TAIEX.code)
    if index is None or not index.reference:
        return None
    stocks = [bar for code, bar in bars.items() if in_taiex(find(code))]
    values = [
        EXACT.multiply(bar.reference, shares[bar.code].shares)
        for bar in stocks
        if bar.reference is not None and bar.code in shares
    ]
    if not values or len(values) < _LEAST_COVERED * len(stocks):
        return None
    worth = EXACT.divide(sum(values, Decimal(0)), index.reference)
    return IndexBase(worth, len(values), len(stocks))


def in_taiex(instrument: Instrument | None) -> bool:
    """Tell whether an instrument counts: common stocks listed on TWSE, no depositary receipts."""
    return (
        instrument is not None
        and instrument.kind is Kind.STOCK
        and instrument.market is Market.TWSE
    )


def contribution(bar: Bar, count: ShareCount | None, base: IndexBase) -> Decimal | None:
    """Return the points that a stock's day was worth, unrounded; None where it is not known."""
    if bar.close is None or bar.reference is None or count is None:
        return None
    return points(bar.close - bar.reference, count, base)


def points(change: Decimal, count: ShareCount, base: IndexBase) -> Decimal:
    """Return what a change in TWD per share is worth in points, unrounded."""
    return EXACT.divide(EXACT.multiply(change, count.shares), base.value_per_point)


def contributions(
    bars: Mapping[str, Bar],
    shares: Mapping[str, ShareCount],
    find: Callable[[str], Instrument | None],
) -> Mapping[str, Decimal] | None:
    """Return the points of every stock in the TAIEX by code; None without a base."""
    base = index_base(bars, shares, find)
    if base is None:
        return None
    each = (
        (code, contribution(bar, shares.get(code), base))
        for code, bar in bars.items()
        if in_taiex(find(code))
    )
    return {code: amount for code, amount in each if amount is not None}
