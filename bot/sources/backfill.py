"""Fetch a range of days as a whole: resumable, idempotent, by the same budget as everybody."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.core.clock import Clock
from bot.core.intake import ACTION_TABLES, Batch, Dataset, Intake, Status
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Market
from bot.sources.desk import Fetches, is_held
from bot.sources.feed import Feed
from bot.sources.tables import INDICES, PRICES
from bot.sources.watch import closed

PATIENCE_SECONDS = 30.0
"""How long to wait after a failure before the same is asked again."""
TRIES = 4
GIVE_UP_AFTER = 5
"""Answers in a row that never came; then the source is out of reach, and the rest waits."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One answer to be fetched: a table, and a day of it."""

    dataset: Dataset
    day: date


@dataclass(frozen=True, slots=True)
class Lack:
    """A wish that did not come true, and why."""

    wish: Wish
    status: Status
    reason: str


@dataclass(slots=True)
class Report:
    """What came of it; prices are counted by market and day, other tables apart."""

    stored: int = 0
    held: int = 0
    """Days that were held before."""
    closed: list[date] = field(default_factory=list)
    missing: list[Lack] = field(default_factory=list)
    """What is still lacking."""
    quarantined: int = 0
    tables: int = 0
    """Tables of indices and corporate actions that were stored."""
    gave_up: bool = False


class Backfill:
    """Fetch what a range of days lacks."""

    def __init__(
        self,
        feeds: Callable[[Dataset], Feed | None],
        fetches: Fetches,
        intake: Intake,
        calendar: TradingCalendar,
        clock: Clock,
    ) -> None:
        """Fetch by these feeds into this intake."""
        self._feed = feeds
        self._fetches = fetches
        self._intake = intake
        self._calendar = calendar
        self._clock = clock

    def wishes(self, first: date, last: date, markets: Collection[Market]) -> list[Wish]:
        """List what a range needs, a month's tables before its days."""
        found: dict[tuple[Dataset, date], Wish] = {}
        for wish in self._all(first, last, markets):
            if feed := self._feed(wish.dataset):
                found.setdefault((wish.dataset, feed.days(wish.day).first), wish)
        return list(found.values())

    async def run(self, wishes: Collection[Wish], on_done: Callable[[Wish], None]) -> Report:
        """Fetch what is not held; `on_done` hears of every wish that is dealt with."""
        report, lost = Report(), 0
        for wish in wishes:
            if await self._held(wish):
                report.held += wish.dataset in PRICES.values()
            else:
                batch = await self._patiently(wish)
                lost = lost + 1 if batch.status is Status.FAILED else 0
                self._count(report, wish, batch)
            on_done(wish)
            if lost >= GIVE_UP_AFTER:
                report.gave_up = True
                break
        await self._decide(report)
        return report

    def _all(self, first: date, last: date, markets: Collection[Market]) -> Iterator[Wish]:
        """Yield the tables of every session's month and its prices."""
        for session in self._calendar.sessions(first, last):
            for market in markets:
                for dataset in (*INDICES[market], *ACTION_TABLES[market], PRICES[market]):
                    yield Wish(dataset, session)

    async def _held(self, wish: Wish) -> bool:
        """Tell whether an answer is held that was given when its days were over."""
        feed = self._feed(wish.dataset)
        if feed is None:
            return True
        days = feed.days(wish.day)
        records = await self._intake.fetched(wish.dataset, days.first, days.last)
        over = [r for r in records if days.first == days.last or r.at.date() > days.last]
        return any(is_held(days, record.status) for record in over)

    async def _patiently(self, wish: Wish) -> Batch:
        """Fetch, and wait out what passes."""
        feed = self._feed(wish.dataset)
        assert feed is not None  # noqa: S101 - wishes are only made for feeds that exist
        days = feed.days(wish.day)
        batch = await self._fetches.fetch(feed, days)
        for _ in range(TRIES - 1):
            if batch.status is not Status.FAILED:
                break
            await self._clock.sleep(PATIENCE_SECONDS)
            batch = await self._fetches.fetch(feed, days)
        return batch

    def _count(self, report: Report, wish: Wish, batch: Batch) -> None:
        """Count one answer."""
        report.quarantined += len(batch.rejected)
        feed = self._feed(wish.dataset)
        if feed and is_held(feed.days(wish.day), batch.status):
            prices = wish.dataset in PRICES.values()
            report.stored += prices
            report.tables += not prices
        else:
            report.missing.append(Lack(wish, batch.status, batch.reason))

    async def _decide(self, report: Report) -> None:
        """Record closures: sessions of the calendar for which both exchanges had nothing."""
        empty = {market: _empty(report, dataset) for market, dataset in PRICES.items()}
        for session in sorted(set.intersection(*empty.values())):
            if report.stored + report.held == 0:
                return
            report.closed.append(session)
            for dataset in PRICES.values():
                await self._intake.keep(closed(dataset, session, self._clock.now()))
        gone = set(report.closed)
        report.missing = [
            lack
            for lack in report.missing
            if not (lack.wish.dataset in PRICES.values() and lack.wish.day in gone)
        ]


def _empty(report: Report, dataset: Dataset) -> set[date]:
    """Return the days for which a source said that it has no data."""
    return {
        lack.wish.day
        for lack in report.missing
        if lack.wish.dataset is dataset and lack.status is Status.EMPTY
    }
