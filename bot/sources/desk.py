"""Which answers are held, on their way, or worth asking for again."""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.core.clock import TAIPEI, Clock, Moment
from bot.core.intake import Batch, Budget, Dataset, Days, Intake, Status
from bot.sources.catalogue import stock_feed
from bot.sources.feed import Feed
from bot.sources.wishes import Wishes

# Seconds before an answer that settled nothing is asked for again.
_AGAIN: Mapping[Status, float] = {
    Status.EMPTY: 3600.0,
    Status.PARTIAL: 180.0,
    Status.REFUSED: 300.0,
    Status.FAILED: 30.0,
}
_AGAIN_TODAY = 60.0
"""The same for a day that may not be published yet."""
_IDLE_SECONDS = 1.0
_WINDOW_SECONDS = 5.0
_RUNNING = timedelta(hours=6)
"""How long an answer for a month or year that is not over counts as held."""
Key = tuple[str, date]
"""A dataset, of one stock where it is only one's, and the first of the days of an answer."""
IsQuiet = Callable[[Dataset], Awaitable[bool]]


class Fetches(Protocol):
    """What asks a source: one flight for all who want the same."""

    async def fetch(self, feed: Feed, days: Days) -> Batch:
        """Fetch, check and keep an answer; failures are a batch that says so."""


@dataclass(frozen=True, slots=True)
class _Vain:
    """Why asking is in vain, and until when."""

    until: float
    status: Status


class Desk:
    """Take wishes for datasets; those of people at once, the others when it is quiet."""

    def __init__(
        self,
        feeds: Mapping[Dataset, Feed],
        fetches: Fetches,
        intake: Intake,
        clock: Clock,
        is_quiet: IsQuiet,
        wishes: Wishes,
    ) -> None:
        """Work for these feeds; `is_quiet` tells whether a source can bear an idle request."""
        self.feeds = feeds
        self._fetches = fetches
        self._intake = intake
        self._clock = clock
        self._is_quiet = is_quiet
        self._held_until: dict[Key, float] = {}
        self._vain: dict[Key, _Vain] = {}
        self._flying: dict[Key, int] = {}
        self._wishes = wishes

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

    def last_said(self, dataset: Dataset, day: date) -> Status | None:
        """Return how the last look ended where it settled nothing; None where there was none."""
        feed = self.feeds.get(dataset)
        vain = self._vain.get((dataset, feed.days(day).first)) if feed else None
        return vain.status if vain else None

    async def ask(self, dataset: Dataset, day: date) -> Batch | None:
        """Fetch the days that hold this one; None when it was just tried in vain."""
        feed = self.feeds.get(dataset)
        return None if feed is None else await self._ask(feed, dataset, day)

    async def ask_stock(self, code: str, day: date) -> Batch | None:
        """Fetch the month of one stock, which stands in for a market's table in trouble."""
        feed = stock_feed(code)
        name = f"{feed.dataset}:{code}"
        if self._clock.monotonic() < self._held_until.get((name, feed.days(day).first), -math.inf):
            return None
        return await self._ask(feed, name, day)

    async def _ask(self, feed: Feed, name: str, day: date) -> Batch | None:
        """Fetch the days of a feed unless that was just tried in vain."""
        days = feed.days(day)
        key = (name, days.first)
        vain = self._vain.get(key)
        if vain and self._clock.monotonic() < vain.until:
            return None
        self._flying[key] = self._flying.get(key, 0) + 1
        try:
            batch = await self._fetches.fetch(feed, days)
        finally:
            self._flying[key] -= 1
        self._note(key, days, batch.status)
        return batch

    def later(self, dataset: Dataset, day: date) -> None:
        """Fetch the days that hold this one when it is quiet."""
        self._wishes.later(dataset, day)

    async def work(self) -> None:
        """Serve the wishes that can wait, one at a time, until cancelled."""
        while True:
            await self.catch_up()
            await self._clock.sleep(_IDLE_SECONDS)

    async def catch_up(self) -> None:
        """Serve every wish that waits, each as soon as its source can bear it."""
        while wish := self._wishes.next():
            while not await self._is_quiet(wish[0]):
                await self._clock.sleep(_IDLE_SECONDS)
            self._wishes.done(*wish)
            if wish[0] in self.feeds and not await self.settled(*wish):
                await self.ask(*wish)

    def _note(self, key: Key, days: Days, status: Status) -> None:
        """Remember what is held, and until when asking again would be in vain."""
        now = self._clock.monotonic()
        if is_held(days, status):
            self._held_until[key] = now + self._seconds_left(days, self._clock.now())
            self._vain.pop(key, None)
            return
        running = days.last >= Moment(self._clock.now()).today
        seconds = _AGAIN_TODAY if status is Status.EMPTY and running else _AGAIN[status]
        self._vain[key] = _Vain(now + seconds, status)

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
