"""What became of a price from one close to a later one, over dividends and splits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar
from bot.market.moves import EXACT

# These change how many shares there are for the same thing; a raw price across one says nothing.
RESTATING = frozenset(
    {
        ActionKind.REDUCTION,
        ActionKind.PAR_CHANGE,
        ActionKind.SPLIT,
        ActionKind.REVERSE_SPLIT,
    }
)
# A first day changes nothing for those who hold the shares.
_PAYING = frozenset({ActionKind.EX_DIVIDEND, ActionKind.EX_RIGHTS, ActionKind.EX_BOTH})
_HUNDRED = Decimal(100)
_ONE = Decimal(1)
_HALVED, _DOUBLED = Decimal(-50), Decimal(100)


@dataclass(frozen=True, slots=True)
class Way:
    """The way from one close to a later one; percentages are unrounded, None is not known."""

    base: Bar
    last: Bar
    price: Decimal | None
    """Without dividends; splits and reductions are reckoned with."""
    total: Decimal | None
    """With dividends and rights put back; needs every table of actions."""
    actions: tuple[CorporateAction, ...]
    """Those held in between."""
    known: bool
    """Whether every table that could hold one was looked at."""


def return_between(
    base: Bar, last: Bar, actions: Iterable[CorporateAction], *, dividends: bool
) -> Decimal | None:
    """Return the percentage from one close to a later one, unrounded.

    `actions` are all that took effect in between. Splits and reductions always count; with
    `dividends`, cash and rights count as put back into the shares at the reference price of the
    day. None where a close or an action's figures are not known.
    """
    growth = growth_between(base, last, actions, dividends=dividends)
    return None if growth is None else EXACT.multiply(growth - _ONE, _HUNDRED)


def growth_between(
    base: Bar, last: Bar, actions: Iterable[CorporateAction], *, dividends: bool
) -> Decimal | None:
    """Return what one TWD became; the arguments as above."""
    if base.close is None or last.close is None:
        return None
    counted = (RESTATING | _PAYING) if dividends else RESTATING
    own = [a for a in actions if a.code == base.code and a.kind in counted]
    factors = _factors(a for a in own if base.session < a.session <= last.session)
    if factors is None:
        return None
    before = base.close
    for factor in factors:
        before = EXACT.multiply(before, factor)
    return EXACT.divide(last.close, before)


def _factors(actions: Iterable[CorporateAction]) -> list[Decimal] | None:
    """Return each day's factor; None where a day has none yet, or its tables disagree.

    What is only announced says nothing beside a published result of the same day.
    """
    by_day: dict[object, set[Decimal]] = {}
    for action in actions:
        stated = by_day.setdefault(action.session, set())
        if action.factor is not None:
            stated.add(action.factor)
    if any(len(stated) != 1 for stated in by_day.values()):
        return None
    return [factor for stated in by_day.values() for factor in stated]


def compounded(percents: Iterable[Decimal | None]) -> Decimal | None:
    """Return what sessions, each measured against its own reference, add up to in percent.

    An ex-day is no fall then. None where one of the sessions is not known.
    """
    growth = _ONE
    for percent in percents:
        if percent is None:
            return None
        growth = EXACT.multiply(growth, _ONE + EXACT.divide(percent, _HUNDRED))
    return EXACT.multiply(growth - _ONE, _HUNDRED)


def way_between(base: Bar, last: Bar, actions: Collection[CorporateAction], *, known: bool) -> Way:
    """Reckon the way between two closes; `known` tells that every table was looked at.

    Without the tables a split or reduction may lie between, and no change is stated. Bundled bars
    alone are vouched for: they were checked to have none between them.
    """
    price = return_between(base, last, actions, dividends=False)
    total = return_between(base, last, actions, dividends=True) if known else None
    if not known and price is not None and not (_bundled(base, last) and _small(price)):
        price = None
    between = tuple(
        action
        for action in actions
        if action.code == base.code and base.session < action.session <= last.session
    )
    return Way(base, last, price, total, between, known)


def _bundled(*bars: Bar) -> bool:
    """Tell whether bars came with the program and not from a source."""
    return all(bar.provenance.fetched_at is None for bar in bars)


def _small(percent: Decimal) -> bool:
    """Tell whether a price neither halved nor doubled, as a split would make it."""
    return _HALVED < percent < _DOUBLED
