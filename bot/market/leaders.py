"""Who leads a whole session: the strongest, the weakest, the most traded.

All rows are ordered by plain figures; those that can be among the first are then measured and
ordered exactly.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from heapq import nsmallest
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

from bot.market.bars import Bar
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument, Kind, Market
from bot.market.moves import Limit, Move, move_of
from bot.market.plain import ONE_PRICE, WHOLE, Plain

_STOCKS = frozenset({Kind.STOCK, Kind.TDR})
# At its limit a price of a dollar or more has moved by more than this: the bounds are 7 % or wider,
# and the tick that they are rounded to is at most 1 % there.
_LEAST_LIMIT = WHOLE // 20


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
class Candidates:
    """The codes that can be among an order's first rows; how many rows it has, or may have."""

    codes: tuple[str, ...]
    total: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Leaders:
    """The first rows of an order, how many rows it has, and how many could not be placed."""

    moves: tuple[Move, ...]
    total: int
    unknown: int
    """Traded, but without the figure that the order needs."""


Find: TypeAlias = Callable[[str], Instrument | None]
Points: TypeAlias = Mapping[str, Decimal]


def traded(
    rows: Iterable[Plain],
    find: Find,
    markets: Collection[Market] = frozenset(Market),
    wanted: Callable[[Instrument], bool] | None = None,
) -> list[Plain]:
    """Return the rows of the markets' stocks with a close; `wanted` narrows the instruments."""
    found = ((row, find(row.code)) for row in rows if row.close is not None)
    return [
        row
        for row, one in found
        if one and one.kind in _STOCKS and one.market in markets and (not wanted or wanted(one))
    ]


def candidates(
    rows: Sequence[Plain], order: Order, limit: int, points: Points | None = None
) -> Candidates:
    """Find the rows that can be among the first `limit` of an order; at a limit, all that may be.

    `points` are the contributions, which that order needs.
    """
    if order is Order.CONTRIBUTION:
        keys = [_amount((points or {}).get(row.code)) for row in rows]
    else:
        keys = list(map(_PLAIN[order], rows))
    known = [(-key, row.code) for key, row in zip(keys, rows, strict=True) if key and key > 0]
    codes = [code for _, code in known] if order in _LIMITS else _first(known, limit)
    return Candidates(tuple(codes), len(known), keys.count(None))


def leaders(  # noqa: PLR0913 - the rows, their instruments, and how they are to be ordered
    found: Candidates,
    bars: Mapping[str, Bar],
    order: Order,
    find: Find,
    calendar: TradingCalendar,
    limit: int,
    *,
    points: Points | None = None,
) -> Leaders:
    """Measure the candidates and return the first `limit`; equals go by code."""
    rows = ((find(code), bars.get(code)) for code in found.codes)
    moves = [move_of(one, bar, calendar) for one, bar in rows if one and bar]
    total = found.total
    if order in _LIMITS:
        moves = [move for move in moves if move.limit is _LIMITS[order]]
        total = len(moves)

    def place(move: Move) -> tuple[Decimal | int, str]:
        """Return what a row is sorted by, exactly."""
        if order is Order.CONTRIBUTION:
            return -abs((points or {})[move.bar.code]), move.bar.code
        return -(_EXACT[order](move) or 0), move.bar.code

    return Leaders(tuple(nsmallest(limit, moves, place)), total, found.unknown)


def _first(known: Sequence[tuple[int, str]], limit: int) -> list[str]:
    """Return the codes of the smallest keys, and of those that may equal the last of them."""
    first = nsmallest(limit, known)
    if not first:
        return []
    last = first[-1][0]
    return [code for key, code in known if key <= last + 1]


def _amount(points: Decimal | None) -> int | None:
    """Return how much points are, up or down."""
    return None if points is None else int(abs(points) * WHOLE)


def _fall(row: Plain) -> int | None:
    """Return how far a row fell."""
    return None if row.rise is None else -row.rise


def _limit_up(row: Plain) -> int | None:
    """Return above zero for a riser that may be at its limit: nothing traded above the close."""
    return _at(row, row.high, row.rise)


def _limit_down(row: Plain) -> int | None:
    """Return the same for fallers."""
    return _at(row, row.low, _fall(row))


def _at(row: Plain, bound: int | None, moved: int | None) -> int | None:
    """Return how far a row moved if that may be to its limit, else zero."""
    if moved is not None and (moved <= 0 or (moved < _LEAST_LIMIT and _above_a_dollar(row))):
        return 0
    return 0 if bound not in (None, row.close) else moved


def _above_a_dollar(row: Plain) -> bool:
    """Tell whether a tick is small beside the price."""
    return (row.reference or 0) >= ONE_PRICE


_PLAIN: Mapping[Order, Callable[[Plain], int | None]] = MappingProxyType(
    {
        Order.UP: attrgetter("rise"),
        Order.DOWN: _fall,
        Order.VOLUME: attrgetter("volume"),
        Order.TURNOVER: attrgetter("turnover"),
        Order.PRICE: attrgetter("close"),
        Order.LIMIT_UP: _limit_up,
        Order.LIMIT_DOWN: _limit_down,
    }
)
"""What rows are ordered by: the highest first, and only what is above zero belongs."""
_EXACT: Mapping[Order, Callable[[Move], Decimal | int | None]] = MappingProxyType(
    {
        Order.UP: attrgetter("percent"),
        Order.DOWN: lambda move: None if move.percent is None else -move.percent,
        Order.VOLUME: attrgetter("bar.volume"),
        Order.TURNOVER: attrgetter("bar.turnover"),
        Order.PRICE: attrgetter("bar.close"),
        Order.LIMIT_UP: attrgetter("bar.turnover"),
        Order.LIMIT_DOWN: attrgetter("bar.turnover"),
    }
)
_LIMITS: Mapping[Order, Limit] = MappingProxyType(
    {Order.LIMIT_UP: Limit.UP, Order.LIMIT_DOWN: Limit.DOWN}
)
