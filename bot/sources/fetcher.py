"""Fetch a table once for all who want it: ask, read, check, keep; a failure is recorded too."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.intake import Batch, Dataset, Days, Intake, Rejected, Status
from bot.sources.errors import SourceError
from bot.sources.feed import Feed, Question, Refused

Get: TypeAlias = Callable[[Question], Awaitable[bytes]]
"""Ask a host; it raises SourceError where there is no answer."""
Check: TypeAlias = Callable[[Batch], Awaitable[Batch]]
"""Hold a batch against the rules; it raises Refused, or returns what is to be kept."""
Key: TypeAlias = tuple[Dataset, Days, tuple[tuple[str, str], ...]]
"""A table, its days, and what is asked for: of one stock's table there are many."""

MOST_TRIES = 3
BACKOFF_SECONDS = 2.0
"""The longest first wait; each further one may be twice as long."""
STALE_SECONDS = 20.0
"""An answer about another day often comes from a cache that will have moved on by then."""
_STALE = frozenset({"wrong_day", "stale"})
_log = logging.getLogger(__name__)


class Fetcher:
    """One flight for all who want the same days of the same table."""

    def __init__(
        self, get: Get, check: Check, intake: Intake, clock: Clock, chance: random.Random
    ) -> None:
        """Ask by `get`, hold answers against `check`; `chance` spreads the retries."""
        self._get = get
        self._check = check
        self._intake = intake
        self._clock = clock
        self._chance = chance
        self._flights: dict[Key, asyncio.Task[Batch]] = {}

    async def fetch(self, feed: Feed, days: Days) -> Batch:
        """Return what became of the days, kept already; one who stops waiting stops nobody else."""
        key = feed.dataset, days, tuple(sorted(feed.question(days).params.items()))
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = asyncio.create_task(self._fly(feed, days))
            flight.add_done_callback(partial(self._landed, key))
        return await asyncio.shield(flight)

    async def close(self) -> None:
        """End what still flies."""
        flights = tuple(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)

    def _landed(self, key: Key, flight: asyncio.Task[Batch]) -> None:
        """Let a flight go; what it raised is said here, for perhaps nobody waits any more."""
        del self._flights[key]
        if not flight.cancelled() and (failure := flight.exception()):
            _log.warning("%s could not be kept: %s", key[0], type(failure).__name__)

    async def _fly(self, feed: Feed, days: Days) -> Batch:
        """Try until there is an answer to keep, or a reason to give up."""
        tries = 1
        batch, wait = await self._try(feed, days, tries)
        while wait is not None:
            await self._clock.sleep(wait)
            tries += 1
            batch, wait = await self._try(feed, days, tries)
        if batch.status in (Status.FAILED, Status.REFUSED):
            # That a source is left alone was said when that began.
            level = logging.DEBUG if batch.reason == "paused" else logging.WARNING
            _log.log(level, "%s of %s: %s (%s)", *_said(batch))
        await self._intake.keep(batch)
        return batch

    async def _try(self, feed: Feed, days: Days, tries: int) -> tuple[Batch, float | None]:
        """Ask once; return what came of it, and after how many seconds another try is worth it."""
        try:
            body = await self._get(feed.question(days))
            return await self._believed(feed, days, body), None
        except SourceError as trouble:
            batch = self._without(feed, days, Status.FAILED, trouble.reason)
            return batch, self._backoff(tries) if trouble.passing else None
        except Refused as refusal:
            batch = self._without(feed, days, Status.REFUSED, refusal.rule, refusal.detail)
            return batch, STALE_SECONDS if refusal.rule in _STALE and tries == 1 else None

    async def _believed(self, feed: Feed, days: Days, body: bytes) -> Batch:
        """Read and check an answer; Refused where our own code falls over it.

        Reading takes long enough to hold everybody up, so a thread does it.
        """
        try:
            batch = await asyncio.to_thread(feed.read, body, days, self._clock.now())
            return await self._check(batch)
        except (Refused, UpstreamError):
            raise
        except Exception as bug:
            _log.exception("an answer of %s could not be read", feed.dataset)
            raise Refused("unreadable", type(bug).__name__) from bug

    def _backoff(self, tries: int) -> float | None:
        """Return a wait spread over its whole length; None after the last try."""
        if tries == MOST_TRIES:
            return None
        return self._chance.uniform(0, BACKOFF_SECONDS * 2 ** (tries - 1))

    def _without(
        self, feed: Feed, days: Days, status: Status, reason: str, detail: str = ""
    ) -> Batch:
        """Return the record of a fetch that brought nothing."""
        rejected = (Rejected("", reason, detail),) if status is Status.REFUSED else ()
        at = self._clock.now()
        return Batch(feed.dataset, days, status, at, rejected=rejected, reason=reason)


def _said(batch: Batch) -> tuple[str, str, str, str]:
    """Return what the log says of an answer that brought nothing."""
    return str(batch.dataset), str(batch.days.first), str(batch.status), batch.reason
