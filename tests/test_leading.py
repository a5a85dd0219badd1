"""Work under a lease: one at a time, stopped before another can have it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.core.errors import StoreBusy
from bot.core.leases import StandDown
from bot.leading import LEASE_SECONDS, STAND_DOWN_SECONDS, Work, held, led
from tests.delivery.platform import MovedClock, rested, until
from tests.leases import MemoryLeases


class Worker:
    """Work that notes when it began and was stopped."""

    def __init__(self, clock: MovedClock) -> None:
        """Begin idle."""
        self.clock = clock
        self.began: list[float] = []
        self.ended: list[float] = []

    async def work(self) -> None:
        """Work until cancelled."""
        self.began.append(self.clock.monotonic())
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.append(self.clock.monotonic())


@pytest.fixture
def clock() -> MovedClock:
    """Return a clock that the test moves."""
    return MovedClock()


@pytest.fixture
def leases(clock: MovedClock) -> MemoryLeases:
    """Return leases by that clock."""
    return MemoryLeases(clock)


@asynccontextmanager
async def leading(
    leases: MemoryLeases, work: Work, clock: MovedClock
) -> AsyncIterator["asyncio.Task[None]"]:
    """Lead in the background."""
    task = asyncio.create_task(led(leases, "poll", work, clock))
    await rested(clock)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _passed(clock: MovedClock, seconds: float) -> None:
    """Let time pass in small steps."""
    goal = clock.monotonic() + seconds
    await until(lambda: clock.monotonic() >= goal, clock)
    await rested(clock)


async def test_one_works_and_one_stands_by(leases: MemoryLeases, clock: MovedClock) -> None:
    """However long it lasts, and whoever came first."""
    first, second = Worker(clock), Worker(clock)
    async with leading(leases, first.work, clock), leading(leases, second.work, clock):
        await _passed(clock, 60)
        assert (first.began, first.ended, second.began) == ([0.0], [], [])


async def test_a_stopped_leader_is_followed_at_once(
    leases: MemoryLeases, clock: MovedClock
) -> None:
    """It gives the lease back, so nobody waits for its end."""
    first, second = Worker(clock), Worker(clock)
    async with leading(leases, second.work, clock) as other:
        assert not other.done()
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)
        async with leading(leases, first.work, clock):
            assert first.began == [0.0]


@pytest.mark.parametrize("trouble", ["away", "hangs"])
async def test_a_leader_without_the_store_stops_before_another_begins(
    leases: MemoryLeases, clock: MovedClock, trouble: str
) -> None:
    """Whether its renewals fail or never come back; the other takes over within ten seconds."""
    first, second = Worker(clock), Worker(clock)
    async with leading(leases, first.work, clock), leading(leases, second.work, clock):
        await _passed(clock, 5)
        cut = clock.monotonic()
        getattr(leases, trouble).add(leases.owner())
        await _passed(clock, LEASE_SECONDS + 3)
        assert len(first.ended) == len(second.began) == 1
        assert first.ended[0] < second.began[0] <= cut + 10


async def test_a_leader_that_was_frozen_stops_when_it_wakes(
    leases: MemoryLeases, clock: MovedClock
) -> None:
    """All its time passes at once, and the lease is another's meanwhile."""
    first = Worker(clock)
    async with leading(leases, first.work, clock):
        leases.rows["poll"] = ("another", 2, 1_000.0)
        clock.move(60)
        await rested(clock)
        assert first.ended == [60.0]


async def test_a_lease_that_was_lost_in_between_is_a_new_term(
    leases: MemoryLeases, clock: MovedClock
) -> None:
    """A holder that renews too late works from the beginning again."""
    first = Worker(clock)
    async with leading(leases, first.work, clock):
        holder, fence, _ = leases.rows["poll"]
        leases.rows["poll"] = (holder, fence, 0.0)
        await _passed(clock, 5)
        assert (len(first.ended), len(first.began)) == (1, 2)


async def test_the_works_own_end_is_the_end(leases: MemoryLeases, clock: MovedClock) -> None:
    """What it raises goes to whoever asked for it, and the lease is free."""

    async def work() -> None:
        """Fail."""
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        await led(leases, "poll", work, clock)
    assert await leases.take("poll", "another", 8.0) == 2


async def test_a_platform_that_says_so_is_left_to_others(
    leases: MemoryLeases, clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """One line for whoever is alerted, a pause without the lease, and another try."""
    began: list[float] = []

    async def work() -> None:
        """Be told that somebody else polls."""
        began.append(clock.monotonic())
        raise StandDown("somebody else polls")

    async with leading(leases, work, clock):
        assert await leases.take("poll", "another", 1.0) == 2
        await _passed(clock, STAND_DOWN_SECONDS + 5)
    assert len(began) == 2
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "somebody else polls" in errors[0].getMessage()
    assert len(errors) == 2


async def test_what_is_held_elsewhere_is_not_done(leases: MemoryLeases, clock: MovedClock) -> None:
    """Nor waited for."""
    await leases.take("poll", "another", 8.0)
    worker = Worker(clock)
    assert not await held(leases, "poll", worker.work, clock)
    assert worker.began == []


async def test_a_store_that_is_away_at_the_start_is_asked_again(
    clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Leading begins when the store is back."""

    class Away(MemoryLeases):
        """Leases whose store is away for the first five seconds."""

        async def take(self, name: str, holder: str, seconds: float) -> int | None:
            """Fail at first."""
            if self.clock.monotonic() < 5:
                raise StoreBusy
            return await super().take(name, holder, seconds)

    first = Worker(clock)
    async with leading(Away(clock), first.work, clock):
        await _passed(clock, 10)
        assert len(first.began) == 1
    assert "cannot be asked for" in caplog.text
