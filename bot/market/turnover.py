"""How much a market traded in a session, beside the sessions before it that are held."""

from collections.abc import Mapping, Sequence
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
    highest: date
    """The latest one where several are equally high."""
    record: Decimal
    """What was traded in it."""


def turnover_of(
    bar: Bar, known: Mapping[date, Decimal], last_sessions: Sequence[date]
) -> Turnover | None:
    """Measure an index's bar, whose session is the last of `last_sessions`, the trading days.

    `known` are the amounts held up to that session. None where the bar's own is not.
    """
    amount = known.get(bar.session)
    if amount is None:
        return None
    before = known.get(last_sessions[-2]) if len(last_sessions) > 1 else None
    record, highest = max((each, day) for day, each in known.items())
    return Turnover(
        bar=bar,
        amount=amount,
        change=None if before is None else amount - before,
        percent=_percent(amount, before),
        average=_average([known.get(day) for day in last_sessions[-AVERAGED:]]),
        place=1 + sum(other > amount for other in known.values()),
        held=len(known),
        first=min(known),
        highest=highest,
        record=record,
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
