"""The port Quotes: few requests, only while a session runs, and silence on failure."""

import asyncio
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.core.clock import TAIPEI
from bot.sources.feed import Question
from bot.sources.live_quotes import LiveQuotes
from bot.sources.off import NoQuotes
from tests.delivery.platform import turns
from tests.fakes import FakeClock, almanac
from tests.sources.quote_answers import INDEX, NOW, STOCK, answer

ALMANAC = almanac()


class Site:
    """The real-time site: it answers with rows, fails, or keeps the asker waiting."""

    def __init__(self) -> None:
        """Begin with two rows, at a moment within a session."""
        self.clock = FakeClock(NOW)
        self.rows: list[dict[str, object]] = [STOCK, INDEX]
        self.asked: list[str] = []
        self.failing = False
        self.open = asyncio.Event()
        self.open.set()

    async def get(self, question: Question) -> bytes:
        """Answer a request."""
        self.asked.append(question.params["ex_ch"])
        await self.open.wait()
        if self.failing:
            raise ConnectionError("out of reach")
        return answer(*self.rows)

    def quotes(self, patience: float = 60) -> LiveQuotes:
        """Return the port over this site."""
        return LiveQuotes(self.get, ALMANAC.directory, ALMANAC.calendar, self.clock, patience)


async def test_many_questions_at_once_are_one_request() -> None:
    """Ten people ask for the same at once; the site is asked once."""
    site = Site()
    quotes = site.quotes()
    answers = await asyncio.gather(*(quotes.now(["2330", "TAIEX"]) for _ in range(10)))
    assert [sorted(each) for each in answers] == [["2330", "TAIEX"]] * 10
    assert site.asked == ["tse_2330.tw|tse_t00.tw"]


async def test_an_answer_is_good_for_five_seconds() -> None:
    """Within them nothing is asked; after them it is."""
    site = Site()
    quotes = site.quotes()
    await quotes.now(["2330"])
    site.clock.pass_time(4.9)
    assert "2330" in await quotes.now(["2330"])
    assert len(site.asked) == 1
    site.clock.pass_time(0.1)
    assert "2330" in await quotes.now(["2330"])
    assert len(site.asked) == 2


async def test_what_was_asked_for_before_is_not_asked_for_again() -> None:
    """A request names what somebody waits for now, and nothing else."""
    site = Site()
    quotes = site.quotes()
    await quotes.now(["2330"])
    site.clock.pass_time(10)
    await quotes.now(["TAIEX"])
    assert site.asked == ["tse_2330.tw", "tse_t00.tw"]


async def test_a_request_names_fifty_at_most() -> None:
    """More codes are asked for in several requests."""
    site = Site()
    codes = [one.code for one in ALMANAC.directory.complete("", limit=120)]
    await site.quotes().now(codes)
    assert [asked.count("|") + 1 for asked in site.asked] == [50, 50, 20]


async def test_questions_during_a_request_share_the_next() -> None:
    """What is asked for while the site answers goes into one request together."""
    site = Site()
    quotes = site.quotes()
    site.open.clear()
    waiting = [asyncio.create_task(quotes.now([code])) for code in ("2330", "2317", "2382")]
    await turns(9)
    assert len(site.asked) == 1
    waiting.append(asyncio.create_task(quotes.now(["3231"])))
    await turns(9)
    site.open.set()
    await asyncio.gather(*waiting)
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 8, 59, 59, tzinfo=TAIPEI),
        datetime(2026, 11, 23, 13, 30, tzinfo=TAIPEI),
        datetime(2026, 11, 22, 10, 0, tzinfo=TAIPEI),
        datetime(2026, 2, 17, 10, 0, tzinfo=TAIPEI),
        datetime(2029, 1, 2, 10, 0, tzinfo=TAIPEI),
    ],
    ids=["before the open", "after the close", "Sunday", "holiday", "past the calendar"],
)
async def test_nothing_is_asked_outside_a_session(now: datetime) -> None:
    """No session, no quotes, no request."""
    site = Site()
    site.clock.at = now
    assert await site.quotes().now(["2330"]) == {}
    assert site.asked == []


async def test_a_failure_is_silence_and_is_not_repeated_at_once() -> None:
    """In vain counts as asked; an older quote is not shown for the present one."""
    site = Site()
    quotes = site.quotes()
    await quotes.now(["2330"])
    site.clock.pass_time(10)
    site.failing = True
    assert await quotes.now(["2330"]) == {}
    assert await quotes.now(["2330"]) == {}
    assert len(site.asked) == 2


async def test_a_refused_answer_is_silence_too() -> None:
    """A row of yesterday leaves nothing, and the site is let be for a while."""
    site = Site()
    site.rows = [{**STOCK, "d": "20261120"}]
    quotes = site.quotes()
    assert await quotes.now(["2330"]) == {}
    assert await quotes.now(["2330"]) == {}
    assert len(site.asked) == 1


async def test_a_slow_site_does_not_hold_up_the_answer() -> None:
    """The answer leaves without a quote; the request goes on and serves the next question."""
    site = Site()
    quotes = site.quotes(patience=0)
    site.open.clear()
    assert await quotes.now(["2330"]) == {}
    site.open.set()
    await turns(9)
    assert "2330" in await quotes.now(["2330"])
    assert len(site.asked) == 1


async def test_the_last_trade_stays_between_refreshes() -> None:
    """An answer without a trade does not take back the trade seen before, nor its time."""
    site = Site()
    quotes = site.quotes()
    first = await quotes.now(["2330"])
    site.clock.pass_time(10)
    site.rows = [{**STOCK, "z": "-", "trade": None, "t": "10:15:35"}]
    assert await quotes.now(["2330"]) == first
    site.clock.pass_time(timedelta(days=1).total_seconds())
    site.rows = [{**STOCK, "z": "-", "trade": None, "d": "20261124"}]
    assert (await quotes.now(["2330"]))["2330"].price is None


async def test_closing_ends_what_is_on_its_way() -> None:
    """A request that nobody waits for any more does not outlive the program."""
    site = Site()
    quotes = site.quotes(patience=0)
    site.open.clear()
    await quotes.now(["2330"])
    await quotes.close()
    assert len(asyncio.all_tasks()) == 1


async def test_switched_off_there_are_none() -> None:
    """The default asks nobody."""
    assert not NoQuotes().enabled
    assert await NoQuotes().now(["2330"]) == {}
    assert Site().quotes().enabled
    assert (await Site().quotes().now(["2330"]))["2330"].price == Decimal(1510)
