"""Runs against a plain walk through time, over changes of clocks, skipped dates and clock jumps.

The long form (`tests/faults/schedule_time.py`) walks further: SCHEDULE_DAYS, SCHEDULE_JUMPS and
SCHEDULE_SEED say how far, how often the clock jumps, and how.
"""

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.schedules import SessionRule, next_occurrence
from bot.core.subscriptions import Days, Occurrence, Schedule
from bot.market.calendar import TradingCalendar

RULE = SessionRule(TradingCalendar({}))
TIMES = (time(0), time(1, 30), time(2, 30), time(23, 59))
STARTS = {
    "Asia/Taipei": datetime(2025, 1, 1, tzinfo=UTC),
    "America/New_York": datetime(2026, 3, 1, tzinfo=UTC),
    "America/St_Johns": datetime(2026, 10, 1, tzinfo=UTC),
    "America/Sao_Paulo": datetime(2017, 9, 20, tzinfo=UTC),  # clocks changed at midnight
    "America/Nuuk": datetime(2024, 3, 10, tzinfo=UTC),  # the gap ends at midnight
    "Europe/London": datetime(2026, 3, 1, tzinfo=UTC),
    "Africa/Casablanca": datetime(2026, 2, 1, tzinfo=UTC),  # another time in Ramadan
    "Asia/Tehran": datetime(2021, 3, 1, tzinfo=UTC),
    "Asia/Kathmandu": datetime(2025, 1, 1, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 3, 20, tzinfo=UTC),  # half an hour
    "Pacific/Chatham": datetime(2026, 3, 20, tzinfo=UTC),
    "Antarctica/Troll": datetime(2026, 3, 1, tzinfo=UTC),  # two hours
    "Pacific/Apia": datetime(2011, 12, 1, tzinfo=UTC),  # one date skipped
    "Pacific/Kiritimati": datetime(1994, 12, 1, tzinfo=UTC),  # another one
}
DAYS = int(os.environ.get("SCHEDULE_DAYS", "60"))
JUMPS = int(os.environ.get("SCHEDULE_JUMPS", "40"))
SEED = int(os.environ.get("SCHEDULE_SEED", "1"))
GRID = (timedelta(0), timedelta(minutes=14))
"""Offsets within a quarter of an hour: every time above lies on them in every zone above."""


def walked(zone: ZoneInfo, start: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield instants with their local times, a quarter of an hour and its last minute at a time."""
    for quarter in range((days + 2) * 96):
        for offset in GRID:
            at = start + timedelta(minutes=15) * quarter + offset
            yield at, at.astimezone(zone).replace(tzinfo=None)


def expected(zone: ZoneInfo, start: datetime, days: int) -> dict[time, list[Occurrence]]:
    """Return the first instant at or after each time on each date that exists."""
    steps = list(walked(zone, start, days))
    dates = sorted({local.date() for _, local in steps})[1 : days + 1]
    found: dict[time, list[Occurrence]] = {at: [] for at in TIMES}
    for at in TIMES:
        walk = iter(steps)
        for day in dates:
            wanted = datetime.combine(day, at)
            found[at].append(Occurrence(day, next(step for step, local in walk if local >= wanted)))
    return found


@pytest.mark.parametrize("zone", STARTS)
def test_each_date_that_exists_has_its_one_run(zone: str) -> None:
    """As a walk through the zone's own clock finds them, instant by instant."""
    start = STARTS[zone]
    for at, wanted in expected(ZoneInfo(zone), start, DAYS).items():
        schedule = Schedule(Days.DAILY, at, zone)
        run: Occurrence | None = Occurrence(date.min, wanted[0].at - timedelta(minutes=1))
        for one in wanted:
            assert run is not None
            run = next_occurrence(schedule, run.at, RULE)
            assert run == one


def test_the_skipped_dates_are_walked_over() -> None:
    """The walk above is worth something only where such dates are in it."""
    for zone, skipped in (
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
    ):
        found = expected(ZoneInfo(zone), STARTS[zone], 60)[time(0)]
        assert skipped not in [one.day for one in found]
        assert found[0].day < skipped < found[-1].day


@pytest.mark.parametrize("zone", STARTS)
def test_a_jumping_clock_neither_doubles_nor_loses_a_date(zone: str) -> None:
    """Whatever is due is carried out from the stored run on, however the clock went."""
    chance = random.Random(f"{SEED} {zone}")  # noqa: S311 - repeatable, not secret
    schedule = Schedule(Days.DAILY, chance.choice(TIMES), zone)
    start = STARTS[zone]
    stored = next_occurrence(schedule, start, RULE)
    now, ran = start, list[date]()
    for _ in range(JUMPS):
        for _ in range(chance.randrange(1, 40)):
            now += timedelta(minutes=chance.randrange(1, 120))
            while stored is not None and stored.at <= now:
                ran.append(stored.day)
                stored = next_occurrence(schedule, stored.at, RULE)
        now += timedelta(hours=chance.choice((-25, -1, 1, 25)))
    before, days = start - timedelta(days=2), (max(ran) - start.date()).days + 3
    wanted = [one.day for one in expected(ZoneInfo(zone), before, days)[schedule.at or time()]]
    assert ran == wanted[wanted.index(ran[0]) : wanted.index(ran[-1]) + 1]
    assert len(set(ran)) == len(ran) > JUMPS // 4
