"""Instants as the market sees them, and a clock set to another time."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.clock import TAIPEI, Moment, ShiftedClock, SystemClock


@pytest.mark.parametrize(
    ("hour", "minute", "horizon"),
    [
        (0, 0, date(2025, 2, 2)),
        (13, 29, date(2025, 2, 2)),
        (13, 30, date(2025, 2, 3)),
        (23, 59, date(2025, 2, 3)),
    ],
)
def test_a_close_is_known_from_half_past_one(hour: int, minute: int, horizon: date) -> None:
    """Until 13:30 Taipei time the day before is the last whose close can be known."""
    moment = Moment(datetime(2025, 2, 3, hour, minute, tzinfo=TAIPEI))
    assert moment.horizon == horizon
    assert (moment.today, moment.yesterday) == (date(2025, 2, 3), date(2025, 2, 2))


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-10)), TAIPEI])
def test_a_moment_is_the_same_in_every_zone(zone: timezone) -> None:
    """Only Taipei's wall clock counts, wherever the instant was written down."""
    moment = Moment(datetime(2025, 2, 3, 5, 30, tzinfo=UTC).astimezone(zone))
    assert (moment.today, moment.horizon) == (date(2025, 2, 3), date(2025, 2, 3))
    moment = Moment(datetime(2025, 2, 3, 16, 0, tzinfo=UTC).astimezone(zone))
    assert (moment.today, moment.horizon) == (date(2025, 2, 4), date(2025, 2, 3))


def test_a_shifted_clock_runs_on_from_its_start() -> None:
    """It shows the start, in UTC, and never stands still or goes back."""
    start = datetime(2025, 2, 3, 18, 0, tzinfo=TAIPEI)
    clock = ShiftedClock(start)
    first = clock.now()
    assert first.tzinfo is UTC
    assert timedelta(0) <= first - start < timedelta(minutes=1)
    assert clock.now() >= first


def test_a_shifted_clock_keeps_the_machines_pace() -> None:
    """Its distance to the machine's own clock stays the same."""
    start = datetime(2025, 2, 3, 18, 0, tzinfo=TAIPEI)
    clock, machine = ShiftedClock(start), SystemClock()
    distances = [machine.now() - clock.now() for _ in range(3)]
    assert max(distances) - min(distances) < timedelta(seconds=5)
    assert machine.monotonic() <= clock.monotonic() <= machine.monotonic()


async def test_the_machines_clock_waits_on_the_loop() -> None:
    """Sleeping passes at least that many seconds."""
    clock = SystemClock()
    began = clock.monotonic()
    await clock.sleep(0.01)
    assert clock.monotonic() - began >= 0.009
