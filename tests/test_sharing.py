"""Several workers on one PostgreSQL: a shard is sent by one of them, by another if it dies."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from procrastinate import App
from procrastinate.jobs import Status
from sqlalchemy import text

from bot.core.clock import SystemClock
from bot.core.sending import Answer, Delivery, Part
from bot.crew import Crew
from bot.delivery.drain import Drain
from bot.sharing import STALLED_SECONDS, TASK, Dispatcher, deferred, jobs_of, shared
from storage.engine import open_store
from storage.shards import StoredShards
from storage.store import Store
from tests.storage.rows import BOT, part, select

GUARD_SECONDS = 30
CLOCK = SystemClock()
AGE = "UPDATE procrastinate_workers SET last_heartbeat = now() - :seconds * interval '1s'"


@dataclass
class Platform:
    """Take every message; some may be held back."""

    sent: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, delivery: Delivery) -> Answer:
        """Note the key and say yes."""
        self.sent.append(delivery.part.key)
        await self.open.wait()
        return Answer("ok", message_id=1)


@dataclass
class Scene:
    """A store on PostgreSQL without rows and without jobs."""

    url: str
    store: Store
    platform: Platform = field(default_factory=Platform)

    def crew(self, platform: Platform | None = None) -> Crew:
        """Return what a process sends with."""
        taken: set[int] = set()
        sender = platform or self.platform
        drain = Drain(self.store.outbox, sender, CLOCK, BOT, shards=taken)
        shards = StoredShards(self.store.database)
        return Crew(BOT, self.store.outbox, shards, self.store.leases, CLOCK, drain, taken)

    @asynccontextmanager
    async def jobs(self) -> AsyncIterator[App]:
        """Open procrastinate without a worker."""
        async with jobs_of(self.url, self.crew()).open_async() as jobs:
            yield jobs

    async def change(self, statement: str, **values: object) -> None:
        """Change what lies in the database."""
        await self.store.database.write(lambda at: at.execute(text(statement), values))

    async def states(self, count: int, *states: str) -> None:
        """Wait until so many rows are in these states."""
        async with asyncio.timeout(GUARD_SECONDS):
            while True:
                rows = await select(self.store, "SELECT state FROM outbox")
                if sum(state in states for (state,) in rows) >= count:
                    return
                await asyncio.sleep(0.05)


@pytest.fixture
async def scene(postgres: Callable[[], str]) -> AsyncIterator[Scene]:
    """Return a scene; the jobs of the test before are gone."""
    url = postgres()
    store = await open_store(url, CLOCK)
    made = Scene(url, store)
    await made.change("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    yield made
    await store.close()


def _parts(count: int) -> list[Part]:
    """Return messages to as many chats, in all shards."""
    return [part(f"k{number}", chat=number) for number in range(1, count + 1)]


async def test_two_workers_send_every_row_once(scene: Scene) -> None:
    """Rows that come while they work too."""
    scene.platform.open.set()
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(shared(scene.url, scene.crew(), CLOCK))
        await stack.enter_async_context(shared(scene.url, scene.crew(), CLOCK))
        await scene.store.outbox.add(_parts(100))
        first()
        await scene.states(50, "sent")
        await scene.store.outbox.add([part(f"late{n}", chat=n) for n in range(1, 33)])
        await scene.states(132, "sent")
    assert Counter(Counter(scene.platform.sent).values()) == {1: 132}


async def test_a_worker_that_stops_leaves_nothing_open(scene: Scene) -> None:
    """What is in flight is settled, no job and no lease stays behind, and another goes on."""
    async with shared(scene.url, scene.crew(), CLOCK) as wake:
        await scene.store.outbox.add(_parts(40))
        wake()
        await scene.states(8, "inflight")
        scene.platform.open.set()
    assert "inflight" not in {s for (s,) in await select(scene.store, "SELECT state FROM outbox")}
    assert await select(scene.store, "SELECT name FROM leases WHERE until > 0") == []
    async with shared(scene.url, scene.crew(), CLOCK):
        await scene.states(40, "sent")
    assert Counter(scene.platform.sent).most_common(1)[0][1] == 1


async def test_a_dead_workers_job_is_given_away(scene: Scene) -> None:
    """Its job is deleted, not tried again, and another worker gets a new one."""
    await scene.store.outbox.add(_parts(1))
    async with scene.jobs() as jobs:
        manager, shards = jobs.job_manager, StoredShards(scene.store.database)
        await deferred(jobs, BOT, 1)
        taken = await manager.fetch_job([BOT], await manager.register_worker())
        assert taken is not None
        await scene.change(AGE, seconds=STALLED_SECONDS + 1)
        await Dispatcher(jobs, shards, BOT).look()
        (anew,) = await manager.list_jobs_async(queue=BOT)
        assert (anew.task_name, anew.status, anew.id != taken.id) == (TASK, "todo", True)
        await manager.finish_job(taken, Status.SUCCEEDED, delete_job=True)
        assert len(list(await manager.list_jobs_async(queue=BOT))) == 1


async def test_what_a_dead_worker_had_in_flight_is_sent_with_its_mark(scene: Scene) -> None:
    """It may have arrived."""
    await scene.store.outbox.add(_parts(1))
    await scene.store.outbox.turn(BOT, [], 8, CLOCK.now(), shards={1})
    scene.platform.open.set()
    async with shared(scene.url, scene.crew(), CLOCK):
        await scene.states(1, "sent")
    assert await select(scene.store, "SELECT copies FROM outbox") == [(1,)]


async def test_a_shard_has_one_sender_whatever_the_jobs_say(scene: Scene) -> None:
    """A second job for it finds the lease taken and ends."""
    await scene.store.outbox.add(_parts(1))
    first, second = scene.crew(), scene.crew(Platform())
    serving = asyncio.create_task(first.serve(1))
    sending = asyncio.create_task(first.drain.run())
    await scene.states(1, "inflight")
    assert not await second.serve(1)
    assert await select(scene.store, "SELECT copies FROM outbox") == [(0,)]
    scene.platform.open.set()
    await first.stop()
    await asyncio.gather(serving, sending)
