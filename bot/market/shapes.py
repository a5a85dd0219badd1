"""The shape of a session: locked at the limit, opened, touched, almost there, or a gap."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.market.bars import Bar
from bot.market.moves import Move
from bot.market.price_rules import on_tick, ticks_between

_NEAR_TICKS = 2


class ShapeKind(StrEnum):
    """What the session's four prices show."""

    LOCKED_UP = "locked_up"  # 一價漲停: every trade at the limit
    LOCKED_DOWN = "locked_down"
    OPENED_UP = "opened_up"  # closed at the limit, but traded away from it
    OPENED_DOWN = "opened_down"
    TOUCHED_UP = "touched_up"  # reached the limit and closed away from it
    TOUCHED_DOWN = "touched_down"
    NEAR_UP = "near_up"  # one or two ticks short of the limit
    NEAR_DOWN = "near_down"
    GAP_UP = "gap_up"  # no price in common with the session before
    GAP_DOWN = "gap_down"


@dataclass(frozen=True, slots=True)
class Shape:
    """One finding: the price that shows it, and for a gap what it is held against."""

    kind: ShapeKind
    price: Decimal
    """The limit, the high or low nearest to it, or the gap's own edge."""
    ticks: int | None = None
    """Ticks short of the limit."""
    previous_price: Decimal | None = None
    """The other edge of a gap."""
    previous_session: date | None = None


def shapes(move: Move, previous: Bar | None) -> tuple[Shape, ...]:
    """Tell what the session's prices show, `previous` being the bar of the session before."""
    bar = move.bar
    if bar.open is None or bar.high is None or bar.low is None or bar.close is None:
        return ()
    found = [_gap(bar, previous)]
    if move.limits is not None:
        found[:0] = [
            _at_limit(move, bar.high, move.limits.up, up=True),
            _at_limit(move, bar.low, move.limits.down, up=False),
        ]
    return tuple(shape for shape in found if shape is not None)


def _at_limit(move: Move, extreme: Decimal, limit: Decimal, *, up: bool) -> Shape | None:
    """Compare the session's high (or low) with the limit on that side."""
    bar, side = move.bar, "up" if up else "down"
    if extreme == limit:
        if bar.close != limit:
            return Shape(ShapeKind(f"touched_{side}"), limit)
        locked = bar.high == bar.low
        return Shape(ShapeKind(f"locked_{side}" if locked else f"opened_{side}"), limit)
    kind = move.instrument.kind
    if not on_tick(extreme, kind, bar.session):
        return None
    ticks = ticks_between(extreme, limit, kind, bar.session) * (1 if up else -1)
    near = 1 <= ticks <= _NEAR_TICKS
    return Shape(ShapeKind(f"near_{side}"), extreme, ticks) if near else None


def _gap(bar: Bar, previous: Bar | None) -> Shape | None:
    """Compare with the session before, unless an ex-day or the like lies between."""
    if previous is None or bar.reference is None or bar.reference != previous.close:
        return None
    for kind, edge, other, apart in (
        (ShapeKind.GAP_UP, bar.low, previous.high, 1),
        (ShapeKind.GAP_DOWN, bar.high, previous.low, -1),
    ):
        if edge is not None and other is not None and (edge - other) * apart > 0:
            return Shape(kind, edge, previous_price=other, previous_session=previous.session)
    return None
