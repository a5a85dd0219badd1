"""One flight for all who want the same days of the same table."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.intake import Status
from tests.sources.fetching import DAY, NEXT, Bench, OneBarFeed, Source

MANY = 500


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


async def test_closing_ends_what_still_flies() -> None:
    """Nothing is left running, nothing is recorded."""
    bench = Bench(Source(gate=asyncio.Event()))
    waiting = asyncio.create_task(bench.fetcher.fetch(OneBarFeed(), DAY))
    await asyncio.sleep(0)

    await bench.fetcher.close()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert bench.intake.records == {}
