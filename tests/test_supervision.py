"""Platforms side by side: one that fails never stops another."""

import asyncio
import logging
from itertools import pairwise

import pytest

from bot.core.errors import OperatorError
from bot.supervision import FIRST_PAUSE, LONGEST_PAUSE, Start, supervise
from tests.fakes import FakeClock


def _failing(failures: list[Exception], starts: list[float], clock: FakeClock) -> Start:
    """Return a platform that fails these ways in turn and then ends on its own."""

    async def start() -> None:
        """Count the start; fail, or end."""
        starts.append(clock.monotonic())
        if failures:
            raise failures.pop(0)

    return start


async def test_a_bug_is_started_again_with_a_growing_pause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The pauses double, and the log has each traceback."""
    clock, starts = FakeClock(), list[float]()
    await supervise({"one": _failing([ValueError("x")] * 3, starts, clock)}, clock)
    assert starts == [0.0, FIRST_PAUSE, FIRST_PAUSE * 3, FIRST_PAUSE * 7]
    assert caplog.text.count("one stopped by a bug") == 3
    assert "ValueError: x" in caplog.text


async def test_the_pause_has_an_upper_bound() -> None:
    """A platform that keeps dying is tried at least once a minute."""
    clock, starts = FakeClock(), list[float]()
    await supervise({"one": _failing([ValueError("x")] * 10, starts, clock)}, clock)
    pauses = [later - earlier for earlier, later in pairwise(starts)]
    assert max(pauses) == LONGEST_PAUSE


async def test_a_long_steady_run_resets_the_pause() -> None:
    """After hours of work the first pause is short again."""
    clock, starts = FakeClock(), list[float]()

    async def start() -> None:
        """Die at once three times, then run for an hour, die, and end."""
        starts.append(clock.monotonic())
        if len(starts) == 4:
            clock.pass_time(3600)
        if len(starts) < 5:
            raise ValueError("x")

    await supervise({"one": start}, clock)
    assert starts[4] - starts[3] == 3600 + FIRST_PAUSE


async def test_one_that_fails_does_not_stop_another() -> None:
    """While one platform dies again and again the other does its work."""
    clock, done = FakeClock(), asyncio.Event()
    deaths = 0

    async def dying() -> None:
        """Die; on the third time let the other end."""
        nonlocal deaths
        deaths += 1
        if deaths == 3:
            done.set()
        await asyncio.sleep(0)
        raise ValueError("x")

    async def working() -> None:
        """Work until the other has died three times."""
        await done.wait()

    await supervise({"dying": dying, "working": working}, clock)
    assert deaths >= 3


async def test_an_operators_mistake_is_one_line_and_ends_that_platform_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A refused token is logged without a traceback, never tried again, and the other runs on."""
    clock, starts, tried = FakeClock(), list[float](), list[float]()
    mistaken = _failing([OperatorError("the token is refused")], tried, clock)
    with caplog.at_level(logging.ERROR):
        await supervise({"a": mistaken, "b": _failing([ValueError("x")], starts, clock)}, clock)
    assert (len(tried), len(starts)) == (1, 2)
    line = next(record for record in caplog.records if "a is off" in record.message)
    assert line.message == "a is off: the token is refused"
    assert line.exc_info is None


async def test_nothing_left_to_run_is_the_operators_to_know() -> None:
    """When every platform is off the first line is raised."""
    clock = FakeClock()
    platforms = {name: _failing([OperatorError(name)], [], clock) for name in ("a", "b")}
    with pytest.raises(OperatorError, match="a"):
        await supervise(platforms, clock)


async def test_the_end_of_one_ends_the_others() -> None:
    """Leaving the console stops the whole program and cancels what still runs."""
    clock, cancelled = FakeClock(), asyncio.Event()

    async def endless() -> None:
        """Run until cancelled."""
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    await supervise({"console": _failing([], [], clock), "web": endless}, clock)
    assert cancelled.is_set()


async def test_a_cancelled_program_cancels_its_platforms() -> None:
    """A stop from outside reaches every platform."""
    clock, running, cancelled = FakeClock(), asyncio.Event(), asyncio.Event()

    async def endless() -> None:
        """Run until cancelled."""
        running.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    task = asyncio.create_task(supervise({"web": endless}, clock))
    await running.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cancelled.is_set()
