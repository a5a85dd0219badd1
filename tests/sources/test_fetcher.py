"""One flight for all who want the same, tried again where that may help, and always recorded."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from bot.core.errors import StoreBusy
from bot.core.intake import Batch, Dataset, Days, Status
from bot.sources.errors import Blocked, Paused, ServerTrouble, Unreachable
from bot.sources.feed import Question, Refused
from bot.sources.fetcher import BACKOFF_SECONDS, STALE_SECONDS, Fetcher
from tests.fakes import FakeClock, MemoryBars
from tests.sources.memory import MemoryIntake, bar_of

DAY = Days(date(2025, 2, 3), date(2025, 2, 3))
NEXT = Days(date(2025, 2, 4), date(2025, 2, 4))
MANY = 500


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


async def test_an_answer_is_read_checked_and_kept() -> None:
    """What is returned is what was kept, with the instant of the answer."""
    bench = Bench(check=lambda batch: replace(batch, status=Status.PARTIAL, reason="few_rows"))

    batch = await bench.fetcher.fetch(OneBarFeed(), DAY)

    assert (batch.status, batch.reason, batch.fetched_at) == (
        Status.PARTIAL,
        "few_rows",
        bench.clock.now(),
    )
    assert bench.status() is Status.PARTIAL


async def test_many_callers_make_one_request() -> None:
    """Whoever wants the same days gets the same batch; other days are another request."""
    bench = Bench(Source(gate=asyncio.Event()))
    feed = OneBarFeed()
    waiting = [asyncio.create_task(bench.fetcher.fetch(feed, DAY)) for _ in range(MANY)]
    other = asyncio.create_task(bench.fetcher.fetch(feed, NEXT))
    await asyncio.sleep(0)
    assert bench.source.gate
    bench.source.gate.set()

    batches = await asyncio.gather(*waiting)

    assert len({id(batch) for batch in batches}) == 1
    assert (await other).days == NEXT
    assert len(bench.source.asked) == 2


async def test_a_later_caller_makes_a_request_of_its_own() -> None:
    """What has landed is over."""
    bench = Bench()

    await bench.fetcher.fetch(OneBarFeed(), DAY)
    await bench.fetcher.fetch(OneBarFeed(), DAY)

    assert len(bench.source.asked) == 2


async def test_one_who_stops_waiting_stops_nobody_else() -> None:
    """Not even the one who asked first."""
    bench = Bench(Source(gate=asyncio.Event()))
    first = asyncio.create_task(bench.fetcher.fetch(OneBarFeed(), DAY))
    second = asyncio.create_task(bench.fetcher.fetch(OneBarFeed(), DAY))
    await asyncio.sleep(0)

    first.cancel()
    assert bench.source.gate
    bench.source.gate.set()

    assert (await second).status is Status.COMPLETE
    assert first.cancelled()
    assert len(bench.source.asked) == 1


@pytest.mark.parametrize("trouble", [Unreachable("timeout"), ServerTrouble("status_502")])
async def test_what_may_pass_is_tried_again(trouble: Exception) -> None:
    """After a wait that chance spreads, and that is longer the second time."""
    bench = Bench(Source([trouble, trouble, b"{}"]))
    began = bench.clock.now()

    batch = await bench.fetcher.fetch(OneBarFeed(), DAY)

    waited = (bench.clock.now() - began).total_seconds()
    assert (batch.status, len(bench.source.asked)) == (Status.COMPLETE, 3)
    assert 0 < waited <= BACKOFF_SECONDS * 3


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [
        (Unreachable("dns"), 3),
        (ServerTrouble("page"), 3),
        (ServerTrouble("status_429", wait=60), 1),
        (Blocked("cut_off"), 1),
        (Paused(None), 1),
    ],
)
async def test_a_failure_is_recorded(trouble: Exception, tries: int) -> None:
    """With its reason, once, after as many tries as make sense."""
    bench = Bench(Source([trouble]))

    batch = await bench.fetcher.fetch(OneBarFeed(), DAY)

    record = bench.intake.records[Dataset.TWSE_PRICES, DAY.first]
    assert (batch.status, record.status, record.reason) == (
        Status.FAILED,
        Status.FAILED,
        str(trouble),
    )
    assert len(bench.source.asked) == tries


@pytest.mark.parametrize("rule", ["wrong_day", "stale"])
async def test_an_answer_about_another_day_is_asked_for_once_more(rule: str) -> None:
    """A cache in between will have moved on."""
    answers = iter([rule, ""])

    def refuse(_: bytes) -> None:
        """Refuse the first answer."""
        if broken := next(answers):
            raise Refused(broken)

    bench = Bench()
    began = bench.clock.now()

    batch = await bench.fetcher.fetch(OneBarFeed(refuse), DAY)

    assert (batch.status, len(bench.source.asked)) == (Status.COMPLETE, 2)
    assert (bench.clock.now() - began).total_seconds() == STALE_SECONDS


@pytest.mark.parametrize(("rule", "tries"), [("wrong_day", 2), ("columns", 1)])
async def test_an_answer_that_is_not_believed_is_recorded(rule: str, tries: int) -> None:
    """With the rule that it broke and what it said."""

    def refuse(_: bytes) -> None:
        """Refuse every answer."""
        raise Refused(rule, "as received")

    bench = Bench()

    batch = await bench.fetcher.fetch(OneBarFeed(refuse), DAY)

    assert (batch.status, bench.status()) == (Status.REFUSED, Status.REFUSED)
    assert [(each.code, each.rule, each.detail) for each in batch.rejected] == [
        ("", rule, "as received")
    ]
    assert len(bench.source.asked) == tries


async def test_a_check_may_refuse_as_well() -> None:
    """What no single reader can see."""

    def refuse(_: Batch) -> Batch:
        """Refuse the batch."""
        raise Refused("same_as_yesterday")

    bench = Bench(check=refuse)

    assert (await bench.fetcher.fetch(OneBarFeed(), DAY)).reason == "same_as_yesterday"


async def test_a_bug_in_a_reader_reaches_the_log_and_no_question(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The answer counts as refused; the traceback names the table."""

    def stumble(body: bytes) -> None:
        """Fall over an answer."""
        raise IndexError(body)

    bench = Bench()
    with caplog.at_level(logging.ERROR):
        batch = await bench.fetcher.fetch(OneBarFeed(stumble), DAY)

    assert (batch.status, batch.reason, bench.status()) == (
        Status.REFUSED,
        "unreadable",
        Status.REFUSED,
    )
    assert "twse.prices" in caplog.records[0].message
    assert caplog.records[0].exc_info


async def test_trouble_of_the_store_is_not_blamed_on_the_answer() -> None:
    """Whoever waits hears of it; the next one tries anew."""

    def busy(_: Batch) -> Batch:
        """Find the store locked."""
        raise StoreBusy

    bench = Bench(check=busy)

    for _ in range(2):
        with pytest.raises(StoreBusy):
            await bench.fetcher.fetch(OneBarFeed(), DAY)

    assert len(bench.source.asked) == 2
    assert bench.intake.records == {}


async def test_closing_ends_what_still_flies() -> None:
    """Nothing is left running, nothing is recorded."""
    bench = Bench(Source(gate=asyncio.Event()))
    waiting = asyncio.create_task(bench.fetcher.fetch(OneBarFeed(), DAY))
    await asyncio.sleep(0)

    await bench.fetcher.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert bench.intake.records == {}
