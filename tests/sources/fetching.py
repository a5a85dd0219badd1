"""A fetcher over a script of answers, and a feed that reads them as a test says."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.core.intake import Batch, Dataset, Days, Status
from bot.sources.feed import Question
from bot.sources.fetcher import Fetcher
from tests.fakes import FakeClock, MemoryBars
from tests.sources.memory import MemoryIntake, bar_of

DAY = Days(date(2025, 2, 3), date(2025, 2, 3))
NEXT = Days(date(2025, 2, 4), date(2025, 2, 4))


@dataclass(frozen=True, slots=True)
class OneBarFeed:
    """A feed whose answers are read into one bar, or as a test says."""

    reading: Callable[[bytes], None] = lambda _: None
    dataset: Dataset = Dataset.TWSE_PRICES

    def days(self, day: date) -> Days:
        """Return the day itself."""
        return Days(day, day)

    def question(self, days: Days) -> Question:
        """Ask for the day."""
        return Question("twse", "/day", {"date": f"{days.first}"})

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read one bar, after what the test does to the body."""
        self.reading(body)
        bars = [bar_of("2330", days.first)]
        return Batch(self.dataset, days, Status.COMPLETE, fetched_at, bars=bars, rows=1)


@dataclass
class Source:
    """A source that answers by a script, the last line of it for ever."""

    script: list[bytes | Exception] = field(default_factory=lambda: [b"{}"])
    asked: list[Question] = field(default_factory=list)
    gate: asyncio.Event | None = None
    """Set: answers wait for it."""

    async def get(self, question: Question) -> bytes:
        """Give the next answer of the script."""
        self.asked.append(question)
        if self.gate:
            await self.gate.wait()
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class Bench:
    """A fetcher over a script, and what it kept."""

    source: Source = field(default_factory=Source)
    check: Callable[[Batch], Batch] = lambda batch: batch
    clock: FakeClock = field(default_factory=FakeClock)
    intake: MemoryIntake = field(default_factory=lambda: MemoryIntake(MemoryBars()))

    def __post_init__(self) -> None:
        """Wire them."""

        async def checked(batch: Batch) -> Batch:
            """Check as the test says."""
            return self.check(batch)

        self.fetcher = Fetcher(
            self.source.get, checked, self.intake, self.clock, random.SystemRandom()
        )

    def status(self, days: Days = DAY) -> Status:
        """Return how the record of a day says that its fetch ended."""
        return self.intake.records[Dataset.TWSE_PRICES, days.first].status
