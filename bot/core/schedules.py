"""When an order runs next: local times over gaps and folds, on sessions or plain days; pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.clock import TAIPEI
from bot.core.session_hours import OPEN
from bot.core.subscriptions import Days, Occurrence, Schedule
from bot.market.calendar import TradingCalendar

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_HORIZON = 400
"""Days that are searched for a run; the longest pause of any schedule is a month."""
_BACK = 2
"""Local dates before that of the instant at which the search begins: zones are a day apart."""
_SATURDAY = 5


class UnknownZone(LookupError):  # noqa: N818 - says what is wrong
    """A time zone does not exist here."""


@dataclass(frozen=True, slots=True)
class SessionRule:
    """Which session a run at an instant is about."""

    calendar: TradingCalendar = field(hash=False)
    first_look: time = time(13, 40)
    """Taipei time from which a day's own figures are meant, not those of the day before."""
    own_day: bool = False
    """The run is about its own date already before the first look."""
    closed_too: bool = False
    """Weekdays without a session count as well: the order wants to hear of them."""

    def runs(self, run: Occurrence, days: Days) -> bool:
        """Tell whether an order of sessions or of weeks' last sessions has this run."""
        day = self.day(run)
        if not self.calendar.first <= day <= self.calendar.last:
            return False
        if not self.calendar.is_session(day):
            return self.closed_too and days is Days.SESSIONS and day.weekday() < _SATURDAY
        if days is not Days.WEEK:
            return True
        following = self.calendar.after(day)
        return following is None or following.isocalendar()[:2] != day.isocalendar()[:2]

    def day(self, run: Occurrence) -> date:
        """Return the day whose figures a run is about, session or not.

        Before Taipei's open an evening further west is still about its own, earlier date.
        """
        local = run.at.astimezone(TAIPEI)
        if local.time() >= self.first_look:
            return local.date()
        if not self.own_day:
            return local.date() - _DAY
        return local.date() if local.time() >= OPEN else min(run.day, local.date())


def next_occurrence(schedule: Schedule, after: datetime, rule: SessionRule) -> Occurrence | None:
    """Return the first run later than an instant; None where the calendar ends.

    Each local date that exists has one run at most. A time that the clocks skip is the first
    instant after the gap; a time that comes twice is its first pass; a month without the day
    runs on its last one.
    """
    zone = zone_of(schedule.zone) if schedule.at else TAIPEI
    for day in _dates(after.astimezone(zone).date() - _DAY * _BACK):
        if not _counts(schedule, day):
            continue
        at = instant(day, schedule.at or rule.first_look, zone)
        run = Occurrence(day, at) if at is not None and at > after else None
        if run is not None and _runs(schedule, run, rule):
            return run
    return None


def runs(
    schedule: Schedule, after: datetime, rule: SessionRule, count: int
) -> Iterator[Occurrence]:
    """Yield the next few runs."""
    for _ in range(count):
        found = next_occurrence(schedule, after, rule)
        if found is None:
            return
        yield found
        after = found.at


def instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return when a local time comes on a date, in UTC; None where the zone skips the date."""
    local = datetime.combine(day, at, zone)
    there = local.astimezone(UTC).astimezone(zone)
    if there.replace(tzinfo=None) == local.replace(tzinfo=None):
        return local.astimezone(UTC)
    # In a gap: by the offset before it, the skipped time is an instant after the gap's end.
    end = _end_of_gap(local.astimezone(UTC), zone)
    around = {each.astimezone(zone).date() for each in (end - _SECOND, end)}
    return end if day in around else None


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone; UnknownZone where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise UnknownZone(name) from None


def _end_of_gap(beyond: datetime, zone: ZoneInfo) -> datetime:
    """Return the first valid instant after a gap, from one that lies at most a day beyond it.

    It is the second at which the offset stops being the one before the gap; found by halves.
    """
    high = int(beyond.timestamp())
    low = high - int(_DAY.total_seconds())
    before = _offset(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def _offset(seconds: int, zone: ZoneInfo) -> timedelta | None:
    """Return a zone's offset at an instant."""
    return datetime.fromtimestamp(seconds, zone).utcoffset()


def _dates(first: date) -> Iterator[date]:
    """Yield the dates from one on, as far as runs are searched for."""
    return (first + _DAY * offset for offset in range(_HORIZON))


def _counts(schedule: Schedule, day: date) -> bool:
    """Tell whether plain days let an order run; sessions are judged by the instant."""
    if schedule.days is Days.WEEKLY:
        return day.isoweekday() == schedule.on
    if schedule.days is Days.MONTHLY:
        return day.day == min(schedule.on, monthrange(day.year, day.month)[1])
    return True


def _runs(schedule: Schedule, run: Occurrence, rule: SessionRule) -> bool:
    """Tell whether an order has a run that plain days allow."""
    return schedule.days not in (Days.SESSIONS, Days.WEEK) or rule.runs(run, schedule.days)
