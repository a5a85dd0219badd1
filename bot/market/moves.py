"""What a session did to an instrument: change, percentage and daily limit."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from bot.market.bars import Bar, ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument, Kind
from bot.market.price_rules import PriceLimits, limit_percent_on, limits

# Wide enough that a quotient shown with two decimals is never rounded twice into a wrong one.
EXACT = Context(prec=60)
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_SESSIONS_WITHOUT_LIMIT = 5
# No five sessions in a row, holidays included, ever stretched over more days than this.
_DAYS_WITHOUT_LIMIT = 40


class Limit(StrEnum):
    """At which of the day's bounds a session closed."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Move:
    """A bar measured against its reference; `percent` is not rounded, None is not known."""

    instrument: Instrument
    bar: Bar
    change: Decimal | None
    percent: Decimal | None
    limit: Limit | None
    limits: PriceLimits | None
    """None where there are no limits or they are not known."""


def move_of(instrument: Instrument, bar: Bar, calendar: TradingCalendar) -> Move:
    """Measure a bar; without a known reference there is neither change nor limit."""
    reference = None if bar.basis is ReferenceBasis.UNKNOWN else bar.reference
    if reference is None:
        return Move(instrument, bar, None, None, None, None)
    bounds = _limits(instrument, bar, reference, calendar)
    if bar.close is None:
        return Move(instrument, bar, None, None, None, bounds)
    change = bar.close - reference
    percent = _percent(change, reference)
    return Move(instrument, bar, change, percent, _limit(bar.close, bounds), bounds)


def new_session(instrument: Instrument, session: date, calendar: TradingCalendar) -> int | None:
    """Return which of a company stock's first five sessions it is, 1 to 5; they have no limits.

    A stock that came over from the other exchange keeps its limits; the list of instruments
    cannot tell that, so that its limits count as unknown.
    """
    listed = instrument.listed
    if listed is None or instrument.kind is not Kind.STOCK:
        return None
    if not 0 <= (session - listed).days <= _DAYS_WITHOUT_LIMIT or listed < calendar.first:
        return None
    number = calendar.position(listed, session) + 1
    return number if number <= _SESSIONS_WITHOUT_LIMIT else None


def round_percent(value: Decimal) -> Decimal:
    """Return two decimals, half up away from zero; zero bears no sign."""
    rounded = value.quantize(_CENT, ROUND_HALF_UP, EXACT)
    return rounded or rounded.copy_abs()


def relative(move: Move, index: Move) -> Decimal | None:
    """Return how many percentage points a move is above the index's, unrounded."""
    if move.percent is None or index.percent is None:
        return None
    return EXACT.subtract(move.percent, index.percent)


def _percent(change: Decimal, base: Decimal) -> Decimal:
    """Return change over base in percent."""
    return EXACT.divide(EXACT.multiply(change, _HUNDRED), base)


def _limits(
    instrument: Instrument, bar: Bar, reference: Decimal, calendar: TradingCalendar
) -> PriceLimits | None:
    """Return the session's bounds, None where there are none."""
    percent = instrument.limit_percent
    if percent is None or instrument.kind is Kind.INDEX:
        return None
    if new_session(instrument, bar.session, calendar):
        return None
    in_force = limit_percent_on(percent, bar.session)
    return limits(reference, instrument.kind, in_force, bar.session)


def _limit(close: Decimal, bounds: PriceLimits | None) -> Limit | None:
    """Return the bound a close stands at."""
    if bounds is None:
        return None
    return {bounds.up: Limit.UP, bounds.down: Limit.DOWN}.get(close)
