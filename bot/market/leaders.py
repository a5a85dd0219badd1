"""Who leads a whole session: the strongest, the weakest, the most traded.

All rows are ordered by one cheap figure each; only the rows shown are measured in full.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from heapq import nsmallest
from types import MappingProxyType
from typing import TypeAlias

from bot.market.bars import Bar, ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument, Kind
from bot.market.moves import Limit, Move, move_of

# Two quotients of prices below 10^12 ticks differ within 24 digits or are equal.
_RATIO = Context(prec=28)
_ONE = Decimal(1)
STOCKS = frozenset({Kind.STOCK, Kind.TDR})
ETFS = frozenset({Kind.ETF})


class Order(StrEnum):
    """What a session can be ordered by; each holds only the rows that it is about."""

    UP = "up"  # risers by percentage
    DOWN = "down"  # fallers by percentage
    VOLUME = "volume"
    TURNOVER = "turnover"
    PRICE = "price"
    LIMIT_UP = "limit-up"  # closed at the limit, the highest turnover first
    LIMIT_DOWN = "limit-down"
    CONTRIBUTION = "contribution"  # points of the TAIEX either way


@dataclass(frozen=True, slots=True)
class Leaders:
    """The first rows of an order, how many rows it has, and how many could not be placed."""

    moves: tuple[Move, ...]
    total: int
    unknown: int
    """Traded, but without the figure that the order needs."""


Find: TypeAlias = Callable[[str], Instrument | None]
_Key: TypeAlias = Callable[[Bar], Decimal | int | None]
_Row: TypeAlias = tuple[Decimal | int, str]


def leaders(  # noqa: PLR0913 - what is asked, what is known, and the filters, all by name
    bars: Mapping[str, Bar],
    order: Order,
    find: Find,
    calendar: TradingCalendar,
    limit: int,
    *,
    kinds: Collection[Kind] = STOCKS,
    wanted: Callable[[Instrument], bool] = lambda _: True,
    points: Mapping[str, Decimal] | None = None,
) -> Leaders:
    """Return the first `limit` rows of a whole session in an order; equals go by code.

    `wanted` narrows the instruments, e.g. `scope.holds`. `points` are the contributions, which
    that order needs.
    """
    chosen = {
        code: (one, bar)
        for code, bar in bars.items()
        if (one := find(code)) and one.kind in kinds and wanted(one)
    }
    traded = [bar for _, bar in chosen.values() if bar.close is not None]
    rows, unknown = _rows(traded, _key(order, points or {}))
    known: dict[str, Move] = {}
    if order in _LIMITS:
        moved = ((code, move_of(*chosen[code], calendar)) for _, code in rows)
        known = {code: move for code, move in moved if move.limit is _LIMITS[order]}
        rows = [(-(move.bar.turnover or 0), code) for code, move in known.items()]
    first = nsmallest(limit, rows)
    moves = tuple(known.get(code) or move_of(*chosen[code], calendar) for _, code in first)
    return Leaders(moves, len(rows), unknown)


def _rows(traded: Iterable[Bar], key: _Key) -> tuple[list[_Row], int]:
    """Return the sort key of each row that the order is about, and count the unknown ones."""
    rows: list[_Row] = []
    unknown = 0
    for bar in traded:
        value = key(bar)
        if value is None:
            unknown += 1
        elif value < 0:
            rows.append((value, bar.code))
    return rows, unknown


def _key(order: Order, points: Mapping[str, Decimal]) -> _Key:
    """Return what an order sorts by: the smallest first, and only what is below zero belongs."""
    if order is Order.CONTRIBUTION:
        return lambda bar: None if bar.code not in points else -abs(points[bar.code])
    return _KEYS[order]


def _rise(bar: Bar) -> Decimal | None:
    """Return one less close over reference: below zero for a riser, the strongest first."""
    if bar.close is None or bar.reference is None or bar.basis is ReferenceBasis.UNKNOWN:
        return None
    return _ONE - _RATIO.divide(bar.close, bar.reference)


def _fall(bar: Bar) -> Decimal | None:
    """Return the same for fallers."""
    rise = _rise(bar)
    return None if rise is None else -rise


def _rise_to_high(bar: Bar) -> Decimal | None:
    """Return the same for risers that may be at their limit: nothing traded above the close."""
    return Decimal(0) if bar.high != bar.close and bar.high is not None else _rise(bar)


def _fall_to_low(bar: Bar) -> Decimal | None:
    """Return the same for fallers."""
    return Decimal(0) if bar.low != bar.close and bar.low is not None else _fall(bar)


def _negative(value: Decimal | int | None) -> Decimal | int | None:
    """Return the amount with its sign turned, for the highest first."""
    return None if value is None else -value


_KEYS: Mapping[Order, _Key] = MappingProxyType(
    {
        Order.UP: _rise,
        Order.DOWN: _fall,
        Order.VOLUME: lambda bar: _negative(bar.volume),
        Order.TURNOVER: lambda bar: _negative(bar.turnover),
        Order.PRICE: lambda bar: _negative(bar.close),
        Order.LIMIT_UP: _rise_to_high,
        Order.LIMIT_DOWN: _fall_to_low,
    }
)
_LIMITS: Mapping[Order, Limit] = MappingProxyType(
    {Order.LIMIT_UP: Limit.UP, Order.LIMIT_DOWN: Limit.DOWN}
)
