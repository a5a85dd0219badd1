"""Questions on a cold store: what is fetched, how often, and what waits for nobody."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from bot.core.clock import TAIPEI
from bot.core.intake import Batch, Dataset, Days, Status
from bot.core.parameters import Almanac
from bot.data.closures import load_closures, load_schedule
from bot.data.instruments import load_instruments
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from bot.market.instruments import Market
from bot.sources.coverage import LiveCoverage
from bot.sources.desk import Desk
from bot.sources.live import LiveActions, LiveBars, LiveSessions, LiveShares
from bot.sources.wishes import Wishes
from tests.fakes import FakeClock, MemoryBars
from tests.market_fakes import MemoryActions, MemorySessions, MemoryShares
from tests.sources.memory import MemoryIntake, ScriptedFetches, bar_of, plain_feeds, whole_day

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 20)
STORY = date(2025, 2, 3)
AFTERNOON = datetime(2026, 11, 23, 15, 0, tzinfo=TAIPEI)
DIRECTORY = Directory(load_instruments())


async def _quiet(_: Dataset) -> bool:
    """Let everything pass."""
    return True


@dataclass
class Live:
    """The live ports over fakes."""

    clock: FakeClock
    store: MemoryBars
    fetches: ScriptedFetches
    desk: Desk
    coverage: LiveCoverage
    wishes: Wishes
    bars: LiveBars


@pytest.fixture
async def live() -> AsyncIterator[Live]:
    """Put the live ports over an empty store in the afternoon of a session."""
    clock, store = FakeClock(AFTERNOON), MemoryBars()
    intake = MemoryIntake(store)
    fetches = ScriptedFetches(intake, clock)
    wishes = Wishes()
    desk = Desk(plain_feeds(), fetches, intake, clock, _quiet, wishes)
    calendar = TradingCalendar(load_closures(), schedule=load_schedule)
    coverage = LiveCoverage(desk, store, calendar, DIRECTORY.get, clock, patience=2.0)
    almanac = Almanac(DIRECTORY, calendar, {})
    bars = LiveBars(store, lambda: coverage, wishes, almanac, clock)
    yield Live(clock, store, fetches, desk, coverage, wishes, bars)
    await coverage.close()


def _publishes(live: Live, dataset: Dataset, *codes: str) -> None:
    """Let a source have these codes on every day."""
    live.fetches.script[dataset] = lambda days: whole_day(dataset, days, *codes)


def _publishes_open(live: Live, dataset: Dataset, code: str) -> None:
    """Let a source have this code on every day, without a reference."""
    live.fetches.script[dataset] = lambda days: replace(
        whole_day(dataset, days), bars=[bar_of(code, days.first, reference=None)]
    )


async def test_a_cold_store_asks_once_and_answers(live: Live) -> None:
    """One request brings the whole market's session; the second question costs none."""
    _publishes(live, Dataset.TWSE_PRICES, "2330", "2317", "TAIEX")
    first = await live.bars.on(STORY, ["2330", "TAIEX"])
    second = await live.bars.on(STORY, ["2317"])
    assert set(first) == {"2330", "TAIEX"}
    assert set(second) == {"2317"}
    assert live.fetches.asked == [(Dataset.TWSE_PRICES, STORY)]


async def test_an_otc_code_asks_its_own_exchange(live: Live) -> None:
    """The other market is not fetched for it."""
    _publishes(live, Dataset.TPEX_PRICES, "6488")
    assert set(await live.bars.on(STORY, ["6488"])) == {"6488"}
    assert live.fetches.asked == [(Dataset.TPEX_PRICES, STORY)]


async def test_a_held_bar_costs_nothing(live: Live) -> None:
    """What the store holds with its reference needs no source."""
    live.store.rows[STORY, "2330"] = bar_of("2330", STORY)
    assert set(await live.bars.on(STORY, ["2330"])) == {"2330"}
    assert not live.fetches.asked


async def test_an_open_reference_asks_the_dividend_table(live: Live) -> None:
    """Where the row says "not compared", the month's ex-dividend table is the second request."""
    _publishes_open(live, Dataset.TWSE_PRICES, "2330")
    await live.bars.on(STORY, ["2330"])
    assert live.fetches.asked == [
        (Dataset.TWSE_PRICES, STORY),
        (Dataset.TWSE_DIVIDENDS, date(2025, 2, 1)),
    ]


async def test_a_question_costs_three_requests_at_most(live: Live) -> None:
    """Both markets and open references on both: the fourth table waits."""
    for dataset, code in ((Dataset.TWSE_PRICES, "2330"), (Dataset.TPEX_PRICES, "6488")):
        _publishes_open(live, dataset, code)
    await live.bars.on(STORY, ["2330", "6488"])
    assert len(live.fetches.asked) == 3


@pytest.mark.parametrize(
    "day", [date(2025, 2, 1), date(2026, 11, 24), date(2014, 12, 31), date(2030, 1, 2)]
)
async def test_days_without_a_known_close_are_never_asked_for(live: Live, day: date) -> None:
    """A Saturday, tomorrow, and days beyond the calendar."""
    assert not await live.bars.on(day, ["2330"])
    assert not live.fetches.asked


async def test_before_the_close_today_is_not_asked_for(live: Live) -> None:
    """At 13:29 the session's close is not known to anybody."""
    live.clock.at = datetime(2026, 11, 23, 13, 29, tzinfo=TAIPEI)
    await live.bars.on(MONDAY, ["2330"])
    assert not live.fetches.asked


async def test_the_latest_session_is_looked_for_first(live: Live) -> None:
    """Without a date the newest session is fetched, not the newest that happens to be held."""
    live.store.rows[STORY, "2330"] = bar_of("2330", STORY)
    _publishes(live, Dataset.TWSE_PRICES, "2330")
    assert await live.bars.newest(["2330"], MONDAY) == MONDAY


async def test_until_today_is_published_the_session_before_is_the_latest(live: Live) -> None:
    """An empty answer for today leads to yesterday's session, and asks again a minute later."""

    def from_friday(days: Days) -> Batch:
        """Publish Friday only."""
        if days.first == FRIDAY:
            return whole_day(Dataset.TWSE_PRICES, days, "2330")
        return Batch(Dataset.TWSE_PRICES, days, Status.EMPTY, live.clock.now())

    live.fetches.script[Dataset.TWSE_PRICES] = from_friday
    assert await live.bars.newest(["2330"], MONDAY) == FRIDAY
    assert await live.bars.newest(["2330"], MONDAY) == FRIDAY
    assert live.fetches.asked == [(Dataset.TWSE_PRICES, MONDAY), (Dataset.TWSE_PRICES, FRIDAY)]
    _publishes(live, Dataset.TWSE_PRICES, "2330")
    live.clock.pass_time(61)
    assert await live.bars.newest(["2330"], MONDAY) == MONDAY


async def test_a_slow_source_keeps_nobody_waiting(live: Live) -> None:
    """Past the patience the answer is what is held, and the fetch goes on behind it."""
    live.fetches.gate = asyncio.Event()
    _publishes(live, Dataset.TWSE_PRICES, "2330")
    coverage = LiveCoverage(
        live.desk,
        live.store,
        TradingCalendar(load_closures(), schedule=load_schedule),
        DIRECTORY.get,
        live.clock,
        patience=0,
    )
    await coverage.want(STORY, ["2330"])
    await _turns()
    assert live.desk.on_the_way(Dataset.TWSE_PRICES, STORY)
    live.fetches.gate.set()
    await _turns()
    assert not live.desk.on_the_way(Dataset.TWSE_PRICES, STORY)
    assert (STORY, "2330") in live.store.rows
    await coverage.close()


async def test_figures_beside_the_answer_are_fetched_when_it_is_quiet(live: Live) -> None:
    """A neighbouring session is not waited for; the desk's own work brings it."""
    _publishes(live, Dataset.TWSE_PRICES, "2330")
    assert not await live.bars.held(STORY, ["2330"])
    assert not live.fetches.asked
    work = asyncio.create_task(live.desk.work())
    await _turns()
    work.cancel()
    assert live.fetches.asked == [(Dataset.TWSE_PRICES, STORY)]
    assert set(await live.bars.held(STORY, ["2330"])) == {"2330"}


async def test_a_whole_session_is_two_requests(live: Live) -> None:
    """The two exchanges' tables are the whole market's day."""
    _publishes(live, Dataset.TWSE_PRICES, "2330")
    _publishes(live, Dataset.TPEX_PRICES, "6488")
    sessions = LiveSessions(MemorySessions(live.store.rows), lambda: live.coverage)
    assert set(await sessions.whole(STORY)) == {"2330", "6488"}
    assert set(await sessions.whole(STORY)) == {"2330", "6488"}
    assert len(live.fetches.asked) == 2


async def test_unknown_actions_are_fetched_when_it_is_quiet(live: Live) -> None:
    """The tables of the months in question are noted, not waited for."""
    actions = LiveActions(MemoryActions(complete=False), live.wishes)
    assert not await actions.known(Market.TWSE, date(2025, 1, 20), date(2025, 2, 3))
    work = asyncio.create_task(live.desk.work())
    await _turns()
    work.cancel()
    assert (Dataset.TWSE_DIVIDENDS, date(2025, 1, 1)) in live.fetches.asked
    assert (Dataset.TWSE_DIVIDENDS, date(2025, 2, 1)) in live.fetches.asked
    assert (Dataset.TWSE_SPLITS, date(2025, 1, 1)) in live.fetches.asked
    assert not await actions.announced(STORY)


async def test_undated_shares_are_fetched_when_it_is_quiet(live: Live) -> None:
    """A day without counts has none, and they are noted."""
    shares = LiveShares(MemoryShares(), live.wishes)
    assert not await shares.on(STORY, ["2330"])
    work = asyncio.create_task(live.desk.work())
    await _turns()
    work.cancel()
    assert (Dataset.TWSE_SHARES, STORY) in live.fetches.asked


async def test_a_month_that_is_not_over_is_fetched_again(live: Live) -> None:
    """Its table grows: after six hours what is held is not the newest."""
    assert not await live.desk.settled(Dataset.TWSE_DIVIDENDS, MONDAY)
    await live.desk.ask(Dataset.TWSE_DIVIDENDS, MONDAY)
    assert await live.desk.settled(Dataset.TWSE_DIVIDENDS, MONDAY)
    live.clock.pass_time(6 * 3600 + 1)
    assert not await live.desk.settled(Dataset.TWSE_DIVIDENDS, MONDAY)


async def test_a_month_that_is_over_stays(live: Live) -> None:
    """An empty table of last year is an answer for good."""
    await live.desk.ask(Dataset.TWSE_DIVIDENDS, STORY)
    live.clock.pass_time(90 * 86400)
    assert await live.desk.settled(Dataset.TWSE_DIVIDENDS, STORY)


async def _turns() -> None:
    """Let the loop's tasks run until they wait."""
    for _ in range(200):
        await asyncio.sleep(0)
