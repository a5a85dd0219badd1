"""What brings no figures is tried again where that may help, and always recorded."""

import logging

import pytest

from bot.core.errors import StoreBusy
from bot.core.intake import Batch, Dataset, Status
from bot.sources.errors import Blocked, Paused, ServerTrouble, Unreachable
from bot.sources.feed import Refused
from bot.sources.fetcher import BACKOFF_SECONDS, STALE_SECONDS
from tests.sources.fetching import DAY, Bench, OneBarFeed, Source


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
