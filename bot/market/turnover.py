"""How much a market traded in a session, beside the sessions before it that are held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.market.bars import Bar
from bot.market.moves import EXACT

AVERAGED = 5
"""Sessions of the average, the last one included."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Turnover:
    """A session's turnover in TWD; what needs sessions that are not held is None."""

    bar: Bar
    amount: Decimal
    change: Decimal | None
    """Against the session before."""
    percent: Decimal | None
    average: Decimal | None
    place: int
    """1 is the highest of the sessions held up to this one; equals share a place."""
    held: int
    first: date
    highest: Bar


def turnover_of(bars: Sequence[Bar], last_sessions: Sequence[date]) -> Turnover | None:
    """Measure the last of `last_sessions`, the trading days up to it; None where it is not held.

    `bars` are those held of the market's index up to that session, in any order.
    """
    known = {bar.session: bar.turnover for bar in bars if bar.turnover is not None}
    session = last_sessions[-1]
    if session not in known:
        return None
    amount = known[session]
    before = known.get(last_sessions[-2]) if len(last_sessions) > 1 else None
    by_session = {bar.session: bar for bar in bars}
    highest = max(known, key=lambda day: (known[day], day))
    return Turnover(
        bar=by_session[session],
        amount=amount,
        change=None if before is None else amount - before,
        percent=_percent(amount, before),
        average=_average([known.get(day) for day in last_sessions[-AVERAGED:]]),
        place=1 + sum(other > amount for other in known.values()),
        held=len(known),
        first=min(known),
        highest=by_session[highest],
    )


def _percent(amount: Decimal, before: Decimal | None) -> Decimal | None:
    """Return the change in percent, unrounded."""
    if not before:
        return None
    return EXACT.divide(EXACT.multiply(amount - before, _HUNDRED), before)


def _average(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of the sessions; None unless every one is held."""
    known = [amount for amount in amounts if amount is not None]
    if len(known) < AVERAGED:
        return None
    return EXACT.divide(sum(known, Decimal(0)), Decimal(AVERAGED))
