"""Runs of schedules: one on every local date that has one, none doubled, none lost."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import TAIPEI
from bot.core.schedules import SessionRule, UnknownZone, instant, next_occurrence, runs
from bot.core.subscriptions import Days, Occurrence, Schedule
from bot.market.calendar import TradingCalendar

CALENDAR = TradingCalendar({date(2026, 7, 10): "Typhoon"})
RULE = SessionRule(CALENDAR)
ZONES = (
    "Asia/Taipei", "UTC", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
    "Europe/London", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu", "Pacific/Apia",
    "Antarctica/Troll", "Asia/Tehran", "Africa/Casablanca", "Pacific/Kiritimati",
)  # fmt: skip
TIMES = (time(0), time(1, 30), time(2, 30), time(23, 59))


def taipei(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return an instant in Taipei."""
    return datetime(year, month, day, hour, minute, tzinfo=TAIPEI)


def days_of(found: list[Occurrence]) -> list[date]:
    """Return the dates of runs."""
    return [one.day for one in found]


def test_a_gap_gives_the_first_valid_instant_after_it() -> None:
    """02:30 on the night the clocks skip from 02:00 to 03:00 is 03:00."""
    zone = ZoneInfo("America/New_York")
    assert instant(date(2026, 3, 8), time(2, 30), zone) == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_a_fold_gives_its_first_pass() -> None:
    """01:30 comes twice on the night the clocks go back; the first one counts."""
    zone = ZoneInfo("America/New_York")
    expected = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert instant(date(2026, 11, 1), time(1, 30), zone) == expected


def test_a_date_that_a_zone_skipped_has_no_run() -> None:
    """Samoa went from 29 to 31 December 2011."""
    assert instant(date(2011, 12, 30), time(12), ZoneInfo("Pacific/Apia")) is None


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", TIMES)
def test_every_local_date_has_one_run(zone: str, at: time) -> None:
    """Over a hundred and twenty days around every change of clocks."""
    schedule = Schedule(Days.DAILY, at, zone)
    found = list(runs(schedule, datetime(2026, 2, 15, tzinfo=UTC), RULE, 120))
    assert all(after.day - before.day == timedelta(days=1) for before, after in pairwise(found))
    assert all(one.at.astimezone(ZoneInfo(zone)).date() == one.day for one in found)


@given(
    st.sampled_from(ZONES),
    st.times(),
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given beside
)
def test_the_next_run_is_later_and_nothing_lies_between(
    zone: str, at: time, after: datetime
) -> None:
    """From any instant up to the next run, the next run is the same."""
    schedule = Schedule(Days.DAILY, at.replace(second=0, microsecond=0), zone)
    found = next_occurrence(schedule, after, RULE)
    assert found is not None
    assert found.at > after
    middle = after + (found.at - after) / 2
    assert next_occurrence(schedule, middle, RULE) == found


def test_the_close_runs_on_sessions_from_the_first_look() -> None:
    """Lunar New Year has none; without a time it is due at the first look."""
    found = list(runs(Schedule(Days.SESSIONS), taipei(2025, 1, 21, 20), RULE, 3))
    assert days_of(found) == [date(2025, 1, 22), date(2025, 2, 3), date(2025, 2, 4)]
    assert found[1].at == taipei(2025, 2, 3, 13, 40)


def test_a_time_before_the_first_look_is_about_the_session_before() -> None:
    """At 09:00 on Saturday the figures of Friday are told."""
    schedule = Schedule(Days.SESSIONS, time(9))
    assert days_of(list(runs(schedule, taipei(2025, 2, 6, 12), RULE, 2))) == [
        date(2025, 2, 7),
        date(2025, 2, 8),
    ]


def test_a_morning_runs_on_mornings_of_sessions() -> None:
    """A Monday's morning looks ahead to Monday."""
    rule = SessionRule(CALENDAR, own_day=True)
    found = list(runs(Schedule(Days.SESSIONS, time(7, 30)), taipei(2025, 2, 7, 12), rule, 2))
    assert days_of(found) == [date(2025, 2, 10), date(2025, 2, 11)]


def test_an_evening_in_new_york_is_about_the_session_that_just_began_there() -> None:
    """20:00 on Sunday is Monday morning in Taipei, before its close."""
    schedule = Schedule(Days.SESSIONS, time(3), "America/New_York")
    (found,) = runs(schedule, taipei(2025, 2, 9, 0), RULE, 1)
    assert RULE.day(found) == date(2025, 2, 10)


def test_an_evening_in_london_is_about_the_session_of_its_own_date() -> None:
    """Friday's figures come on Friday evening there, although Taipei has Saturday."""
    rule = SessionRule(CALENDAR, own_day=True)
    schedule = Schedule(Days.SESSIONS, time(20), "Europe/London")
    found = list(runs(schedule, taipei(2025, 2, 6, 12), rule, 3))
    assert days_of(found) == [date(2025, 2, 6), date(2025, 2, 7), date(2025, 2, 10)]


def test_a_week_runs_on_its_last_session() -> None:
    """Before a long holiday that is no Friday."""
    found = list(runs(Schedule(Days.WEEK, time(15)), taipei(2025, 1, 12), RULE, 3))
    assert days_of(found) == [date(2025, 1, 17), date(2025, 1, 22), date(2025, 2, 7)]


def test_closed_weekdays_count_where_they_are_wished() -> None:
    """The weekend stays silent all the same."""
    rule = SessionRule(CALENDAR, closed_too=True)
    found = list(runs(Schedule(Days.SESSIONS, time(15)), taipei(2025, 1, 22, 16), rule, 3))
    assert days_of(found) == [date(2025, 1, 23), date(2025, 1, 24), date(2025, 1, 27)]


@pytest.mark.parametrize(
    ("on", "months"),
    [(31, [28, 31, 30, 31]), (29, [28, 29, 29, 29]), (1, [1, 1, 1, 1])],
)
def test_a_month_without_the_day_runs_on_its_last(on: int, months: list[int]) -> None:
    """February's last day stands in for the 31st."""
    schedule = Schedule(Days.MONTHLY, time(8), "UTC", on)
    found = list(runs(schedule, datetime(2027, 1, 31, 12, tzinfo=UTC), RULE, 4))
    assert [one.day.day for one in found] == months


def test_a_leap_day_is_the_last_of_its_month() -> None:
    """2028 has one, 2027 and 2029 have not."""
    schedule = Schedule(Days.MONTHLY, time(8), "UTC", 31)
    last = [
        next_occurrence(schedule, datetime(year, 2, 2, tzinfo=UTC), RULE)
        for year in range(2027, 2033)
    ]
    assert [one.day.day for one in last if one] == [28, 29, 28, 28, 28, 29]


def test_a_weekday_runs_weekly() -> None:
    """Each Friday, holiday or not."""
    schedule = Schedule(Days.WEEKLY, time(20), "Asia/Taipei", 5)
    found = list(runs(schedule, taipei(2025, 1, 20), RULE, 2))
    assert days_of(found) == [date(2025, 1, 24), date(2025, 1, 31)]


def test_an_unknown_zone_is_said() -> None:
    """It may have been removed since the order was made."""
    with pytest.raises(UnknownZone):
        next_occurrence(Schedule(Days.DAILY, time(8), "Mars/Olympus"), taipei(2025, 1, 1), RULE)


def test_beyond_the_calendar_there_is_no_session() -> None:
    """Nobody knows the sessions of 2028 yet."""
    assert next_occurrence(Schedule(Days.SESSIONS), taipei(2027, 12, 31, 20), RULE) is None
