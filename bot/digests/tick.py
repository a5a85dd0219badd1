"""The clock of the digests: APScheduler wakes us, the database decides what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.errors import UpstreamError
from bot.digests.planner import Planner
from bot.digests.reviser import Reviser

_log = logging.getLogger(__name__)
EVERY_SECONDS = 2
REVISED_EVERY = 10
"""Ticks between two looks for restated figures."""
WAITING_EVERY = 5
"""Ticks between two looks while something waits for its figures."""


class Tick:
    """Look at what is due every two seconds; no failure ends it."""

    def __init__(
        self, planner: Planner, reviser: Reviser, on_planned: Callable[[], None] = lambda: None
    ) -> None:
        """Call `on_planned` after each look: messages may lie in the outbox."""
        self._planner = planner
        self._reviser = reviser
        self._on_planned = on_planned
        self._woken = asyncio.Event()
        self._count = 0
        self._waiting = 0

    async def run(self) -> None:
        """Tick until cancelled."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        # The defaults would drop a tick that is a second late, and pile up slow ones.
        scheduler.add_job(
            self._wake, "interval", seconds=EVERY_SECONDS, id="tick", replace_existing=True,
            coalesce=True, misfire_grace_time=None, max_instances=1,
        )  # fmt: skip
        scheduler.start()
        try:
            await self._tried(self._planner.restart)
            while True:
                self._woken.clear()
                await self.look()
                await self._woken.wait()
        finally:
            scheduler.shutdown(wait=False)

    async def _wake(self) -> None:
        """Do no more than wake: a job that is cancelled at work would be logged as an error."""
        self._woken.set()

    async def look(self) -> None:
        """Plan what is due; now and then bring up to date what was sent."""
        if self._count % (WAITING_EVERY if self._waiting else 1) == 0:
            await self._tried(self._plan)
        if self._count % REVISED_EVERY == 0:
            await self._tried(self._reviser.look)
        self._count += 1
        self._on_planned()

    async def _plan(self) -> None:
        """Plan what is due, and remember whether something waits."""
        self._waiting = await self._planner.look()

    async def _tried(self, step: Callable[[], Awaitable[object]]) -> None:
        """Take a step; a store out of reach, or a bug, waits for the next tick."""
        try:
            await step()
        except UpstreamError as failure:
            _log.warning("the digests wait: %s", failure.message)
        except Exception:  # noqa: BLE001 - a bug in one digest must not end the clock
            _log.exception("the digests were not looked after because of a bug")
