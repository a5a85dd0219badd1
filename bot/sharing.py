"""More machines: procrastinate hands the shards of an account to whoever works for it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.crew import Crew, Shards
from storage.shards import SHARDS

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 6.0
"""A worker without a heartbeat for so long is dead, and its jobs are given to others."""
TICK_SECONDS = 2.0
AGAIN_SECONDS = 2.0
GRACE_SECONDS = 3.0
CONNECTIONS = 4
PATIENCE = 5.0
"""Seconds to wait for a connection."""
TASK = "drain"
_log = logging.getLogger(__name__)


@asynccontextmanager
async def shared(url: str, crew: Crew, clock: Clock) -> AsyncIterator[Callable[[], None]]:
    """Send an account's rows together with every other process that does; yield a waker."""
    jobs = jobs_of(url, crew)
    dispatcher = Dispatcher(jobs, crew.shards, crew.bot)

    def wake() -> None:
        """Rows were added: send them here, or have them sent."""
        crew.drain.wake()
        dispatcher.wake()

    # They end from the last to the first: no more jobs, no more messages, then no more worker.
    async with (
        jobs.open_async(),
        beside(_worked(jobs, crew.bot, clock)),
        _sending(crew),
        beside(dispatcher.run()),
    ):
        yield wake


def jobs_of(url: str, crew: Crew) -> App:
    """Return procrastinate on the same database, with the one job that there is.

    The account's name is the queue, so a job is only taken by who has the account's token.
    """
    connector = PsycopgConnector(
        conninfo=url.replace("postgresql+psycopg://", "postgresql://", 1),
        min_size=1,
        max_size=CONNECTIONS,
        timeout=PATIENCE,
    )
    jobs = App(connector=connector)
    jobs.job_manager = Endings(connector)

    async def drain(shard: int) -> None:
        """Send a shard's rows, and let whoever is free go on; else the next tick sees to it."""
        try:
            if await crew.serve(shard):
                await deferred(jobs, crew.bot, shard)
        except (UpstreamError, ConnectorException) as trouble:
            _log.warning("shard %d of %s waits: %s", shard, crew.bot, type(trouble).__name__)

    jobs.task(name=TASK, queue=crew.bot)(drain)
    return jobs


async def deferred(jobs: App, bot: str, shard: int) -> None:
    """Have a shard sent by whoever is free, unless that was asked for already."""
    name = f"{bot}:{shard}"
    with suppress(AlreadyEnqueued):
        await jobs.configure_task(TASK, queue=bot, queueing_lock=name).defer_async(shard=shard)


class Endings(JobManager):
    """Jobs whose end may be known already: a worker that was frozen finds its jobs gone."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:  # noqa: FBT001 - procrastinate's own form
        """End a job; without the database its row stays until its worker is dead."""
        try:
            await super().finish_job(job, status, delete_job)
        except ConnectorException as trouble:
            _log.info("a job had no end: %s", trouble)


class Dispatcher:
    """Give each shard with something to send a job, and take the jobs of the dead away.

    Whether a shard is sent, its lease tells, not its job: a job may be marked as running for ever.
    Every process does this for its accounts: to ask twice does no harm.
    """

    def __init__(self, jobs: App, shards: Shards, bot: str) -> None:
        """See to the jobs of one account."""
        self._jobs = jobs
        self._shards = shards
        self._bot = bot
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look now: rows were added."""
        self._woken.set()

    async def run(self) -> None:
        """Look every two seconds, and whenever woken, until cancelled."""
        while True:
            self._woken.clear()
            try:
                await self.look()
            except (UpstreamError, ConnectorException) as trouble:
                _log.warning("no jobs for %s: %s", self._bot, type(trouble).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(TICK_SECONDS):
                    await self._woken.wait()

    async def look(self) -> None:
        """Clear away what the dead left, and defer a job for each shard that nobody sends."""
        if ended := await self._shards.end_frozen():
            _log.warning("%d database sessions of a frozen process were ended", ended)
        manager = self._jobs.job_manager
        stalled = await manager.get_stalled_jobs(
            queue=self._bot, seconds_since_heartbeat=STALLED_SECONDS
        )
        for job in stalled:
            # To give it another try would leave it stuck for ever.
            await manager.finish_job(job, Status.FAILED, delete_job=True)
        for shard in sorted(await self._shards.orphaned(self._bot)):
            await deferred(self._jobs, self._bot, shard)


@asynccontextmanager
async def _sending(crew: Crew) -> AsyncIterator[None]:
    """Run the account's drain; at the end settle what is in flight."""
    sending = asyncio.create_task(crew.drain.run())
    try:
        yield
    finally:
        await crew.stop()
        await sending


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run something meanwhile."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _worked(jobs: App, bot: str, clock: Clock) -> None:
    """Run a worker until cancelled; it ends by itself whenever it loses the database."""
    while True:
        try:
            await jobs.run_worker_async(
                queues=[bot],
                concurrency=SHARDS,
                install_signal_handlers=False,
                delete_jobs="always",
                fetch_job_polling_interval=TICK_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
            )
        except ConnectorException as trouble:
            _log.warning("the worker of %s lost the database: %s", bot, trouble)
        await clock.sleep(AGAIN_SECONDS)
