"""Fakes of what the sources stand between: an intake in memory, and fetches by a script."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.core.clock import Clock
from bot.core.intake import Batch, Dataset, Days, Fetch, Status, Stored
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Instrument
from bot.sources.feed import Feed, Question
from tests.fakes import MemoryBars

YEARLY = {
    Dataset.TWSE_REDUCTIONS,
    Dataset.TWSE_PAR_CHANGES,
    Dataset.TWSE_SPLITS,
    Dataset.TWSE_HOLIDAYS,
    Dataset.TPEX_REDUCTIONS,
    Dataset.TPEX_PAR_CHANGES,
    Dataset.TPEX_SPLITS,
    Dataset.TPEX_REVERSE_SPLITS,
}
MONTHLY = {
    Dataset.TWSE_STOCK_MONTH,
    Dataset.TWSE_INDEX,
    Dataset.TWSE_INDEX_PRICES,
    Dataset.TWSE_DIVIDENDS,
    Dataset.TPEX_INDEX,
    Dataset.TPEX_DIVIDENDS,
}


@dataclass(frozen=True, slots=True)
class PlainFeed:
    """A feed that is only asked for its days."""

    dataset: Dataset

    def days(self, day: date) -> Days:
        """Return the day, its month or its year."""
        if self.dataset in YEARLY:
            return Days(date(day.year, 1, 1), date(day.year, 12, 31))
        if self.dataset in MONTHLY:
            first = day.replace(day=1)
            following = (first + timedelta(days=32)).replace(day=1)
            return Days(first, following - timedelta(days=1))
        return Days(day, day)

    def question(self, days: Days) -> Question:
        """Return a question that nobody answers."""
        return Question(self.dataset.source, f"/{self.dataset}", {"day": str(days.first)})

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read nothing, whatever came."""
        assert len(body) < len(str(days))
        return Batch(self.dataset, days, Status.EMPTY, fetched_at)


def plain_feeds() -> Mapping[Dataset, Feed]:
    """Return a plain feed for every dataset."""
    return {dataset: PlainFeed(dataset) for dataset in Dataset}


class MemoryIntake:
    """Batches kept in memory, their bars in MemoryBars; implements the Intake port."""

    def __init__(self, bars: MemoryBars) -> None:
        """Put bars there."""
        self.bars = bars
        self.records: dict[tuple[Dataset, date], Fetch] = {}
        self.closed: dict[date, str] = {}
        self.listed: list[Instrument] = []

    async def keep(self, batch: Batch) -> Stored:
        """Keep what a complete batch holds, and the record."""
        key = (batch.dataset, batch.days.first)
        held = self.records.get(key)
        if not (held and held.status is Status.COMPLETE and batch.status is not Status.COMPLETE):
            self.records[key] = Fetch(
                batch.dataset,
                batch.days.first,
                batch.days.last,
                batch.status,
                batch.rows,
                len(batch.rejected),
                batch.fetched_at,
                batch.reason,
            )
        if batch.status is Status.CLOSED:
            self.closed[batch.days.first] = ""
        if batch.status is Status.COMPLETE:
            self.closed.update(batch.closed_days)
            self.listed.extend(batch.instruments)
            self.bars.rows.update({(bar.session, bar.code): bar for bar in batch.bars})
        return Stored(len(batch.bars), 0, 0)

    async def fetched(self, dataset: Dataset, first: date, last: date) -> Sequence[Fetch]:
        """Return the records that touch the range."""
        return [
            record
            for (own, _), record in sorted(self.records.items())
            if own is dataset and record.first <= last and record.last >= first
        ]

    async def row_counts(self, dataset: Dataset, before: date, limit: int = 20) -> Sequence[int]:
        """Return the rows of complete fetches before a day."""
        found = [
            r.rows for (own, day), r in self.records.items() if own is dataset and day < before
        ]
        return found[-limit:]

    async def closures(self) -> Mapping[date, str]:
        """Return the closed days."""
        return self.closed

    async def instruments(self) -> Sequence[Instrument]:
        """Return what was learned."""
        return self.listed

    async def rejected(self, since: datetime) -> Mapping[tuple[Dataset, str], int]:
        """Count what was set aside since then."""
        found = Counter[tuple[Dataset, str]]()
        for record in self.records.values():
            if record.at >= since and record.rejected:
                found[record.dataset, "any"] += record.rejected
        return found


@dataclass
class ScriptedFetches:
    """Fetches whose outcome a test sets by dataset; what is not set is EMPTY."""

    intake: MemoryIntake
    clock: Clock
    script: dict[Dataset, Callable[[Days], Batch]] = field(default_factory=dict)
    asked: list[tuple[Dataset, date]] = field(default_factory=list)
    gate: asyncio.Event | None = None
    """Set: answers wait for it."""

    async def fetch(self, feed: Feed, days: Days) -> Batch:
        """Answer by the script and keep the answer."""
        self.asked.append((feed.dataset, days.first))
        if self.gate:
            await self.gate.wait()
        empty = Batch(feed.dataset, days, Status.EMPTY, self.clock.now())
        batch = self.script[feed.dataset](days) if feed.dataset in self.script else empty
        batch = replace(batch, fetched_at=self.clock.now())
        await self.intake.keep(batch)
        return batch


def whole_day(dataset: Dataset, days: Days, *codes: str) -> Batch:
    """Make a complete day of bars that closed at 100 from 98."""
    at = datetime(2000, 1, 1, tzinfo=UTC)
    bars = [bar_of(code, days.first) for code in codes]
    return Batch(dataset, days, Status.COMPLETE, at, bars=bars, rows=len(bars))


def bar_of(code: str, session: date, *, reference: str | None = "98") -> Bar:
    """Make a bar that closed at 100."""
    price = Decimal(100)
    return Bar(
        code=code,
        session=session,
        open=price,
        high=price,
        low=price,
        close=price,
        reference=None if reference is None else Decimal(reference),
        basis=ReferenceBasis.UNKNOWN if reference is None else ReferenceBasis.PUBLISHED,
        volume=1000,
        turnover=Decimal(100_000),
        trades=1,
        provenance=Provenance("Taiwan Stock Exchange", session),
    )
