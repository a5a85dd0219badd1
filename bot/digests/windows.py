"""Which session a run is for, how long it waits for figures, and when it comes too late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.clock import CLOSE, TAIPEI
from bot.core.subscriptions import Days, Occurrence
from bot.core.topics import Topic
from bot.digests.hours import Hours
from bot.market.calendar import TradingCalendar
from bot.market.closures import Closure

SESSION_BOUND = frozenset({Days.SESSIONS, Days.WEEK})
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MORNING_LASTS = timedelta(hours=2)
"""A morning digest that was ordered for later than the usual end is good for so long."""


@dataclass(frozen=True, slots=True)
class Window:
    """The bounds of one run."""

    session: date
    """The session that is meant, also where it turned out to be closed."""
    closure: Closure | None
    wait_until: datetime
    """How long the figures are waited for; then the run goes with what there is."""
    ends: datetime
    """From then on the run is left out."""


def window_of(
    topic: Topic, days: Days, due: Occurrence, hours: Hours, calendar: TradingCalendar
) -> Window:
    """Return the bounds of a run that is due at an instant.

    What runs on any day, or while a session goes on, is about the latest session that is over.
    """
    local = due.at.astimezone(TAIPEI)
    if topic is Topic.MORNING:
        session = local.date()
        usual = _at(session, hours.morning_expires)
        ends = usual if usual > due.at else due.at + _MORNING_LASTS
        return Window(session, calendar.closure(session), due.at, ends)
    if topic is Topic.CARD:
        session = local.date()
        return Window(
            session, calendar.closure(session), due.at, _end(topic, due, session, hours, calendar)
        )
    own_closure = calendar.closure(local.date())
    if topic is Topic.LINE and days in SESSION_BOUND and own_closure is not None:
        return Window(local.date(), own_closure, due.at, due.at + hours.expires)
    session = session_at(local, hours.first_look if topic is not Topic.LINE else CLOSE)
    if days not in SESSION_BOUND or (topic is Topic.LINE and session < local.date()):
        session = calendar.latest(session) or session
    wait_until = max(_at(session, hours.deadline), due.at)
    ends = _end(topic, due, session, hours, calendar)
    return Window(session, calendar.closure(session), wait_until, max(ends, wait_until + _HOUR))


def session_at(local: datetime, from_time: time) -> date:
    """Return the latest day of which the figures are looked for at a Taipei time."""
    return local.date() if local.time() >= from_time else local.date() - _DAY


def _end(
    topic: Topic, due: Occurrence, session: date, hours: Hours, calendar: TradingCalendar
) -> datetime:
    """Return the end of a run's relevance."""
    if topic is Topic.WEEK:
        return due.at + hours.week_expires
    if topic is Topic.LINE:
        return due.at + hours.expires
    following = calendar.after(session)
    return _at(following or session + _DAY, hours.late_until)


def _at(day: date, moment: time) -> datetime:
    """Return an instant in Taipei."""
    return datetime.combine(day, moment, TAIPEI)
