"""The trading calendar of TWSE and TPEx: sessions, closures and the lunar year's ends."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from bot.market.closures import (
    CLOSURE_NAMES as CLOSURE_NAMES,
)
from bot.market.closures import (
    Closure as Closure,
)
from bot.market.closures import (
    ClosureKind as ClosureKind,
)
from bot.market.closures import scheduled, unscheduled, weekend

_DAY = timedelta(days=1)
_SATURDAY = 5
_LUNAR_NEW_YEAR = "Lunar New Year"
_WHOLE_SCHEDULE = 8
"""Weekdays that any year's schedule closes, at least."""

# Until 2018 the exchanges traded on the Saturdays that made up for bridge days; from 2019 on such
# Saturdays are working days without trading (TWSE's yearly schedules of opening days).
SATURDAY_SESSIONS = frozenset(
    {
        date(2016, 1, 30),
        date(2016, 6, 4),
        date(2016, 9, 10),
        date(2017, 2, 18),
        date(2017, 6, 3),
        date(2017, 9, 30),
        date(2018, 3, 31),
        date(2018, 12, 22),
    }
)


class OutsideCalendar(Exception):  # noqa: N818 - named for what is wrong with the day asked for
    """A day was asked for that the calendar does not reach."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"{day} is outside {first}..{last}")
        self.day, self.first, self.last = day, first, last


@cache
def library_schedule(year: int) -> Mapping[date, str]:
    """Return the scheduled closures of a year by the library's names."""
    # The import takes 0.15 s of a start; the bundled schedule holds the same without it.
    from holidays import financial_holidays  # noqa: PLC0415 - only the tool and tests pay for it

    return MappingProxyType(dict(financial_holidays("XTAI", years=year)))


class TradingCalendar:
    """Tell sessions from closures between two days.

    `unscheduled` maps days closed at short notice to the name of the cause. Every question takes
    `known_on`: a later unscheduled closure was not known on that day, and counts as a session.
    `schedule` gives a year's planned closures.
    """

    def __init__(
        self,
        unscheduled: Mapping[date, str],
        first: date = date(2015, 1, 1),
        last: date = date(2027, 12, 31),
        schedule: Callable[[int], Mapping[date, str]] = library_schedule,
    ) -> None:
        self._unscheduled = dict(unscheduled)
        self._schedule = schedule
        self._learned: dict[int, Mapping[date, str]] = {}
        self._new_years: dict[int, list[date]] = {}
        self.first, self.last = first, last

    def learn(self, closed: Mapping[date, str]) -> None:
        """Take in closed days that the exchange told: by its name, or "" for an unscheduled one.

        A year of which it named a whole schedule is its own from then on.
        """
        named: dict[int, dict[date, str]] = {}
        for day, name in closed.items():
            if name:
                named.setdefault(day.year, {})[day] = name
            elif self.first <= day <= self.last and self.is_session(day):
                self._unscheduled[day] = ""
        for year, days in named.items():
            if len(days) >= _WHOLE_SCHEDULE:
                self._learned[year] = days
                self._new_years.clear()

    def closure(self, day: date, known_on: date | None = None) -> Closure | None:
        """Say why there is no trading on a day, or None for a session."""
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day, self.first, self.last)
        name = self._unscheduled.get(day)
        if name is not None and (known_on is None or day <= known_on):
            return unscheduled(day, name)
        if day.weekday() >= _SATURDAY:
            return None if day in SATURDAY_SESSIONS else weekend(day)
        planned = (self._learned.get(day.year) or self._schedule(day.year)).get(day)
        return None if planned is None else scheduled(day, planned)

    def is_session(self, day: date, known_on: date | None = None) -> bool:
        """Tell whether the market trades on a day."""
        return self.closure(day, known_on) is None

    def before(self, day: date, known_on: date | None = None) -> date | None:
        """Return the session before a day, None at the calendar's beginning."""
        self.closure(day)
        return next(self._walk(day - _DAY, -_DAY, known_on), None)

    def after(self, day: date, known_on: date | None = None) -> date | None:
        """Return the session after a day, None at the calendar's end."""
        self.closure(day)
        return next(self._walk(day + _DAY, _DAY, known_on), None)

    def latest(self, day: date, known_on: date | None = None) -> date | None:
        """Return the day itself when it is a session, else the one before."""
        return day if self.is_session(day, known_on) else self.before(day, known_on)

    def sessions(self, first: date, last: date, known_on: date | None = None) -> list[date]:
        """List the sessions from `first` to `last`, both included."""
        return [day for day in _days(first, last) if self.is_session(day, known_on)]

    def closures(self, first: date, last: date, known_on: date | None = None) -> list[Closure]:
        """List the closures on weekdays from `first` to `last`, both included."""
        found = (self.closure(day, known_on) for day in _days(first, last))
        return [each for each in found if each and each.kind is not ClosureKind.WEEKEND]

    def position(self, start: date, end: date, known_on: date | None = None) -> int:
        """Count the sessions after `start` up to `end`, negative when `end` is the earlier."""
        if end < start:
            return -self.position(end, start, known_on)
        return len(self.sessions(start + _DAY, end, known_on))

    def first_of_lunar_year(self, year: int, known_on: date | None = None) -> date:
        """Return the session that opens the lunar year (開紅盤) begun in a Western year."""
        holidays = self._lunar_new_year(year)
        return next(self._walk(holidays[-1] + _DAY, _DAY, known_on))

    def last_of_lunar_year(self, year: int, known_on: date | None = None) -> date:
        """Return the session that closes the lunar year (封關) ended in a Western year."""
        holidays = self._lunar_new_year(year)
        return next(self._walk(holidays[0] - _DAY, -_DAY, known_on))

    def _lunar_new_year(self, year: int) -> list[date]:
        """List the days of the year that bear the Lunar New Year's name, looked up once."""
        if year in self._new_years:
            return self._new_years[year]
        start, end = date(year, 1, 1), date(year, 12, 31)
        if start < self.first or end > self.last:
            raise OutsideCalendar(start, self.first, self.last)
        found = [each.day for each in self.closures(start, end) if each.name == _LUNAR_NEW_YEAR]
        return self._new_years.setdefault(year, found)

    def _walk(self, day: date, step: timedelta, known_on: date | None) -> Iterator[date]:
        """Yield the sessions met from a day on, until the calendar ends."""
        while self.first <= day <= self.last:
            if self.is_session(day, known_on):
                yield day
            day += step


def _days(first: date, last: date) -> Iterator[date]:
    """Yield the days from first to last, both included."""
    return (first + _DAY * offset for offset in range((last - first).days + 1))
