"""Which answers are held, on their way, or worth asking for again."""

import math
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.core.clock import TAIPEI, Clock, Moment
from bot.core.intake import Batch, Budget, Dataset, Days, Intake, Status
from bot.sources.feed import Feed

# Seconds before an answer that settled nothing is asked for again.
_AGAIN: Mapping[Status, float] = {
    Status.EMPTY: 3600.0,
    Status.PARTIAL: 180.0,
    Status.REFUSED: 300.0,
    Status.FAILED: 30.0,
}
_AGAIN_TODAY = 60.0
"""The same for a day that may not be published yet."""
_MOST_WAITING = 200
_IDLE_SECONDS = 1.0
_WINDOW_SECONDS = 5.0
_RUNNING = timedelta(hours=6)
"""How long an answer for a month or year that is not over counts as held."""
Key = tuple[Dataset, date]
IsQuiet = Callable[[Dataset], Awaitable[bool]]


class Fetches(Protocol):
    """What asks a source: one flight for all who want the same."""

    async def fetch(self, feed: Feed, days: Days) -> Batch:
        """Fetch, check and keep an answer; failures are a batch that says so."""


class Desk:
    """Take wishes for datasets; those of people at once, the others when it is quiet."""

    def __init__(
        self,
        feeds: Mapping[Dataset, Feed],
        fetches: Fetches,
        intake: Intake,
        clock: Clock,
        is_quiet: IsQuiet,
    ) -> None:
        """Work for these feeds; `is_quiet` tells whether a source can bear an idle request."""
        self.feeds = feeds
        self._fetches = fetches
        self._intake = intake
        self._clock = clock
        self._is_quiet = is_quiet
        self._held_until: dict[Key, float] = {}
        self._vain_until: dict[Key, float] = {}
        self._flying: dict[Key, int] = {}
        self._waiting: dict[Key, None] = {}

    async def settled(self, dataset: Dataset, day: date) -> bool:
        """Tell whether the days that hold this one are held whole, or known to be closed."""
        days = self.feeds[dataset].days(day)
        key, now = (dataset, days.first), self._clock.monotonic()
        if now < self._held_until.get(key, -math.inf):
            return True
        records = await self._intake.fetched(dataset, days.first, days.last)
        ages = [self._seconds_left(days, each.at) for each in records if is_held(days, each.status)]
        self._held_until[key] = now + max(ages, default=-math.inf)
        return now < self._held_until[key]

    def on_the_way(self, dataset: Dataset, day: date) -> bool:
        """Tell whether the answer is being fetched at this moment."""
        feed = self.feeds.get(dataset)
        return feed is not None and bool(self._flying.get((dataset, feed.days(day).first)))

    async def ask(self, dataset: Dataset, day: date, *, again: bool = False) -> Batch | None:
        """Fetch the days that hold this one; None when it was just tried in vain.

        `again` asks whatever was tried or held before.
        """
        feed = self.feeds.get(dataset)
        if feed is None:
            return None
        days = feed.days(day)
        key = (dataset, days.first)
        if not again and self._clock.monotonic() < self._vain_until.get(key, -math.inf):
            return None
        self._flying[key] = self._flying.get(key, 0) + 1
        try:
            batch = await self._fetches.fetch(feed, days)
        finally:
            self._flying[key] -= 1
            self._waiting.pop(key, None)
        self._note(key, days, batch.status)
        return batch

    def later(self, dataset: Dataset, day: date) -> None:
        """Fetch the days that hold this one when it is quiet; the oldest wishes go first."""
        feed = self.feeds.get(dataset)
        if feed is None or len(self._waiting) >= _MOST_WAITING:
            return
        self._waiting.setdefault((dataset, feed.days(day).first))

    async def work(self) -> None:
        """Serve the wishes that can wait, one at a time, until cancelled."""
        while True:
            key = next(iter(self._waiting), None)
            if key is None or not await self._is_quiet(key[0]):
                await self._clock.sleep(_IDLE_SECONDS)
                continue
            self._waiting.pop(key, None)
            if not await self.settled(*key):
                await self.ask(*key)

    def _note(self, key: Key, days: Days, status: Status) -> None:
        """Remember what is held, and until when asking again would be in vain."""
        now = self._clock.monotonic()
        if is_held(days, status):
            self._held_until[key] = now + self._seconds_left(days, self._clock.now())
            self._vain_until.pop(key, None)
            return
        running = days.last >= Moment(self._clock.now()).today
        seconds = _AGAIN_TODAY if status is Status.EMPTY and running else _AGAIN[status]
        self._vain_until[key] = now + seconds

    def _seconds_left(self, days: Days, fetched_at: datetime) -> float:
        """Return how long an answer fetched then still counts as held."""
        if days.first == days.last or fetched_at.astimezone(TAIPEI).date() > days.last:
            return math.inf
        return (fetched_at + _RUNNING - self._clock.now()).total_seconds()


def is_held(days: Days, status: Status) -> bool:
    """Tell whether a status settles the days: a table of a month or year may well be empty."""
    if status is Status.EMPTY:
        return days.first != days.last
    return status in (Status.COMPLETE, Status.CLOSED)


def quiet_by(budget: Budget, clock: Clock, allowed: Mapping[str, int]) -> IsQuiet:
    """Leave the last request of a source's allowance to people's questions."""

    async def is_quiet(dataset: Dataset) -> bool:
        """Tell whether a request more leaves one for a question."""
        since = clock.now() - timedelta(seconds=_WINDOW_SECONDS)
        asked = await budget.asked_since(dataset.source, since)
        return asked < allowed[dataset.source] - 1

    return is_quiet
