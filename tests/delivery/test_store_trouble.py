"""A store that fails under the drain: sending pauses and nothing that came back is forgotten."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from bot.core.errors import StoreBusy, StoreFull
from bot.core.sending import Answer, Delivery, Outcome, Part
from bot.delivery.drain import Drain
from tests.delivery.platform import OK, MovedClock, ScriptedPlatform, turns, until
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

    async def depart(self, leaving: Sequence[Delivery]) -> set[int]:
        """Let everything leave."""
        return {one.id for one in leaving}

    async def recover(self, bot: str, shards: Collection[int] | None = None) -> int:
        """Fail once at the start."""
        assert bot
        assert shards is None
        if self.failures:
            raise self.failures.pop()
        return 0

    async def closed_until(self, bot: str, chat: int = 0) -> datetime | None:  # noqa: ARG002 - the port's signature
        """Know of no penalty."""
        return None

    async def turn(
        self, bot: str, outcomes: Sequence[Outcome], limit: int, now: datetime, **_: Any
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


class SlowOutbox(FailingOutbox):
    """An outbox of two rows whose second turn takes until it is let go."""

    def __init__(self) -> None:
        """Begin with two chats' rows."""
        super().__init__()
        self.rows = [
            Delivery(number, part(f"k{number}", chat=number), attempts=1, fence=1)
            for number in (1, 2)
        ]
        self.turns = 0
        self.second = asyncio.Event()
        self.go_on = asyncio.Event()

    async def turn(
        self, bot: str, outcomes: Sequence[Outcome], limit: int, now: datetime, **_: Any
    ) -> list[Delivery]:
        """Hand out one row a turn; hold the second turn."""
        assert bot
        assert now.tzinfo
        self.turns += 1
        settled = list(outcomes)
        if self.turns == 2:
            self.second.set()
            await self.go_on.wait()
        self.settled.extend(settled)
        return [self.rows.pop(0)] if limit and self.rows else []


async def _landed_during_a_turn(answer: Answer) -> tuple[SlowOutbox, ScriptedPlatform]:
    """Let the first row's answer come while the turn that claims the second is under way."""
    clock, outbox = MovedClock(), SlowOutbox()
    platform = ScriptedPlatform(clock, lambda one: answer if one.id == 1 else OK)
    platform.held = asyncio.Event()
    drain = Drain(outbox, platform, clock, "b")
    running = asyncio.create_task(drain.run())
    await platform.heard.wait()
    drain.wake()
    await outbox.second.wait()
    platform.held.set()
    await turns(20)
    assert not platform.flying
    outbox.go_on.set()
    await until(lambda: len(outbox.settled) == 2, clock)
    await drain.stop()
    await running
    return outbox, platform


async def test_an_answer_that_comes_during_a_turn_is_settled_in_the_next() -> None:
    """What a turn did not take along is not forgotten with what it did."""
    outbox, platform = await _landed_during_a_turn(OK)
    assert platform.keys == ["k1", "k2"]
    assert sorted(one.delivery.id for one in outbox.settled) == [1, 2]


async def test_a_claim_that_meets_a_penalty_is_given_back_unsent() -> None:
    """A 429 that comes while a turn claims holds back what that turn hands out."""
    outbox, platform = await _landed_during_a_turn(Answer("refused", code=429, retry_after=9))
    assert platform.keys == ["k1"]
    assert {one.delivery.id: one.reason for one in outbox.settled}[2] == "released"


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
