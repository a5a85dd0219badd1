"""A store that fails under the drain: sending pauses and nothing that came back is forgotten."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.core.errors import StoreBusy, StoreFull
from bot.core.sending import Delivery, Outcome, Part
from bot.delivery.drain import Drain
from tests.delivery.platform import MovedClock, ScriptedPlatform, until
from tests.storage.rows import part


class FailingOutbox:
    """An outbox of one row that fails as often as it is told."""

    def __init__(self, *failures: Exception) -> None:
        """Raise these, one a turn, before and after the row is handed out."""
        self.failures = list(failures)
        self.settled: list[Outcome] = []
        self.handed_out = False

    async def add(self, parts: Sequence[Part]) -> int:
        """Take nothing more."""
        return len(parts) * 0

    async def recover(self, bot: str) -> int:
        """Fail once at the start."""
        assert bot
        if self.failures:
            raise self.failures.pop()
        return 0

    async def turn(
        self, bot: str, outcomes: Sequence[Outcome], limit: int, now: datetime
    ) -> list[Delivery]:
        """Fail while there are failures left, then do as asked."""
        assert bot
        if self.failures:
            raise self.failures.pop()
        self.settled.extend(outcomes)
        if limit and not self.handed_out:
            self.handed_out = True
            self.failures = [StoreFull(), RuntimeError("bug"), StoreBusy()]
            return [Delivery(1, part("a"), attempts=1, fence=1)]
        assert now.tzinfo
        return []

    async def next_due(self, bot: str) -> datetime | None:
        """Know of nothing."""
        assert bot
        return None


async def test_an_answer_survives_a_failing_store() -> None:
    """Busy, full and broken turns are tried again until the answer is settled, once."""
    clock = MovedClock()
    outbox = FailingOutbox(StoreBusy(), StoreFull())
    platform = ScriptedPlatform(clock)
    drain = Drain(outbox, platform, clock, "b")
    running = asyncio.create_task(drain.run())
    await until(lambda: bool(outbox.settled), clock)
    await drain.stop()
    await running
    assert platform.keys == ["a"]
    assert [one.delivery.id for one in outbox.settled] == [1]
    assert clock.monotonic() >= 3
