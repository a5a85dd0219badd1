"""A process's part of the shards: under a lease, for a turn, and never let go in mid-air."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime

import pytest

from bot.core.sending import Answer, Delivery, Limits, Outcome, Part
from bot.crew import IDLE_SECONDS, LONGEST_TURN, SHORTEST_TURN, Crew
from bot.delivery.drain import Drain
from tests.delivery.platform import MovedClock, ScriptedPlatform, rested, until
from tests.leases import MemoryLeases

BOT = "telegram:1"


class EmptyOutbox:
    """An outbox that has nothing to claim; it notes what was taken over."""

    def __init__(self) -> None:
        """Begin untouched."""
        self.recovered: list[set[int] | None] = []
        self.turned: asyncio.Event | None = None
        """While set and not fired, turns take their time."""

    async def add(self, parts: Sequence[Part]) -> int:
        """Keep nothing."""
        return 0 * len(parts)

    async def turn(  # noqa: PLR0913, PLR0917 - the port's signature
        self,
        bot: str,
        outcomes: Sequence[Outcome],
        limit: int,
        now: datetime,
        limits: Limits | None = None,
        shards: Collection[int] | None = None,
        closed: Mapping[int, datetime] | None = None,
    ) -> list[Delivery]:
        """Claim nothing."""
        del bot, outcomes, limit, now, limits, shards, closed
        if self.turned is not None:
            await self.turned.wait()
        return []

    async def depart(self, leaving: Sequence[Delivery]) -> set[int]:
        """Let everything leave."""
        return {one.id for one in leaving}

    async def recover(self, bot: str, shards: Collection[int] | None = None) -> int:
        """Note which shards."""
        assert bot == BOT
        self.recovered.append(None if shards is None else set(shards))
        return 0

    async def next_due(self, bot: str) -> datetime | None:
        """Nothing waits."""
        assert bot == BOT
        return None

    async def closed_until(self, bot: str, chat: int = 0) -> datetime | None:
        """Everything is open."""
        assert (bot, chat) == (BOT, 0)
        return None


class SetShards:
    """Shards with something to send, as the test says."""

    def __init__(self) -> None:
        """Begin idle."""
        self.working: set[int] = set()
        self.aloft: set[int] = set()

    async def busy(self, bot: str) -> set[int]:
        """Return what was set."""
        assert bot == BOT
        return self.working | self.aloft

    async def flying(self, bot: str) -> set[int]:
        """Return what was set."""
        assert bot == BOT
        return set(self.aloft)

    async def orphaned(self, bot: str) -> set[int]:
        """No test of the crew asks."""
        raise AssertionError(bot)

    async def end_frozen(self) -> int:
        """No test of the crew asks."""
        raise AssertionError


class Scene:
    """A crew over fakes."""

    def __init__(self) -> None:
        """Begin with nothing taken."""
        self.clock = MovedClock()
        self.leases = MemoryLeases(self.clock)
        self.shards, self.outbox = SetShards(), EmptyOutbox()
        self.crew = self.other()

    def other(self) -> Crew:
        """Return one more process's crew."""
        taken: set[int] = set()
        platform = ScriptedPlatform(self.clock, lambda _delivery: Answer("ok"))
        drain = Drain(self.outbox, platform, self.clock, BOT, shards=taken)
        return Crew(BOT, self.outbox, self.shards, self.leases, self.clock, drain, taken)

    async def serving(self, shard: int = 3) -> "asyncio.Task[bool]":
        """Serve a shard in the background."""
        task = asyncio.create_task(self.crew.serve(shard))
        await rested(self.clock)
        return task


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """Return a scene; somebody else sleeps on its clock, so that it can always be moved."""
    made = Scene()
    sleeper = asyncio.create_task(made.clock.sleep(1e9))
    yield made
    sleeper.cancel()


async def test_a_shard_is_taken_over_and_given_back_when_idle(scene: Scene) -> None:
    """What an earlier holder left is looked at once, under the lease."""
    task = await scene.serving()
    assert scene.crew.taken == {3}
    assert scene.outbox.recovered == [{3}]
    await until(task.done, scene.clock)
    assert not task.result()
    assert scene.clock.monotonic() <= IDLE_SECONDS + 1
    assert scene.crew.taken == set()
    assert await scene.leases.take("shard:telegram:1:3", "another", 8.0) == 2


async def test_a_busy_shard_goes_round(scene: Scene) -> None:
    """After its turn whoever is free goes on with it."""
    scene.shards.working = {3}
    task = await scene.serving()
    await until(task.done, scene.clock)
    assert task.result()
    assert SHORTEST_TURN <= scene.clock.monotonic() <= LONGEST_TURN + 1


async def test_a_shard_is_not_let_go_while_answers_are_out(scene: Scene) -> None:
    """The next holder would take what is in flight for lost, and send it twice."""
    scene.shards.working, scene.shards.aloft = {3}, {3}
    task = await scene.serving()
    await until(lambda: scene.clock.monotonic() > LONGEST_TURN + 5, scene.clock)
    assert not task.done()
    assert scene.crew.taken == set(), "nothing more is claimed"
    assert await scene.leases.take("shard:telegram:1:3", "another", 8.0) is None
    scene.shards.aloft = set()
    await until(task.done, scene.clock)


async def test_a_shard_is_not_let_go_in_the_middle_of_a_turn(scene: Scene) -> None:
    """The turn began when the shard was ours, and may still claim of it."""
    scene.outbox.turned = asyncio.Event()
    task = await scene.serving()
    sending = asyncio.create_task(scene.crew.drain.run())
    await until(lambda: scene.clock.monotonic() > IDLE_SECONDS + 5, scene.clock)
    assert not task.done()
    assert await scene.leases.take("shard:telegram:1:3", "another", 8.0) is None
    scene.outbox.turned.set()
    await until(task.done, scene.clock)
    await scene.crew.stop()
    await sending


async def test_a_shard_of_another_process_is_left_alone(scene: Scene) -> None:
    """Nothing of it is taken over."""
    task = await scene.serving()
    assert not await scene.other().serve(3)
    assert scene.outbox.recovered == [{3}]
    await until(task.done, scene.clock)


async def test_a_crew_that_stops_lets_its_shards_go(scene: Scene) -> None:
    """And takes no other one."""
    scene.shards.working = {3}
    task = await scene.serving()
    await scene.crew.stop()
    await until(task.done, scene.clock)
    assert not task.result()
    assert scene.clock.monotonic() <= 1
    assert not await scene.crew.serve(4)
    assert scene.outbox.recovered == [{3}]
