"""A range of days as a whole: what is fetched, what is held, what is reported."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import pytest

from bot.core.clock import TAIPEI
from bot.core.intake import Batch, Dataset, Days, Rejected, Status
from bot.data.closures import load_closures, load_schedule
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Market
from bot.sources.backfill import GIVE_UP_AFTER, TRIES, Backfill, Report, Wish
from tests.fakes import FakeClock, MemoryBars
from tests.sources.memory import MemoryIntake, ScriptedFetches, plain_feeds, whole_day

FIRST, LAST = date(2025, 1, 20), date(2025, 2, 4)
SESSIONS = [date(2025, 1, 20), date(2025, 1, 21), date(2025, 1, 22), date(2025, 2, 3), LAST]
PRICES = (Dataset.TWSE_PRICES, Dataset.TPEX_PRICES)
UNSET = datetime(2000, 1, 1, tzinfo=TAIPEI)


@dataclass
class Filling:
    """A backfill over fakes."""

    clock: FakeClock
    fetches: ScriptedFetches
    intake: MemoryIntake
    backfill: Backfill

    async def run(self, *markets: Market) -> Report:
        """Fetch the range."""
        wishes = self.backfill.wishes(FIRST, LAST, markets or tuple(Market))
        self.told: list[Wish] = []
        return await self.backfill.run(wishes, self.told.append)

    def answer(self, status: Status, *datasets: Dataset) -> None:
        """Let these tables answer so from now on."""
        for dataset in datasets:
            self.fetches.script[dataset] = partial(_answer, dataset, status)


def _answer(dataset: Dataset, status: Status, days: Days) -> Batch:
    """Make an answer of that status."""
    if status is Status.COMPLETE:
        return whole_day(dataset, days, "2330")
    return Batch(dataset, days, status, UNSET)


@pytest.fixture
def filling() -> Filling:
    """Put a backfill over an empty store, with both exchanges answering."""
    clock = FakeClock()
    intake = MemoryIntake(MemoryBars())
    fetches = ScriptedFetches(intake, clock)
    calendar = TradingCalendar(load_closures(), schedule=load_schedule)
    one = Filling(
        clock, fetches, intake, Backfill(plain_feeds().get, fetches, intake, calendar, clock)
    )
    one.answer(Status.COMPLETE, *PRICES)
    return one


async def test_a_range_is_fetched_once(filling: Filling) -> None:
    """Two requests a session; a month's and a year's tables once; nothing the second time."""
    report = await filling.run()
    asked = filling.fetches.asked
    assert [day for dataset, day in asked if dataset is Dataset.TWSE_PRICES] == SESSIONS
    assert asked.count((Dataset.TWSE_DIVIDENDS, date(2025, 1, 1))) == 1
    assert asked.count((Dataset.TWSE_SPLITS, date(2025, 1, 1))) == 1
    assert len(asked) == len(set(asked))
    assert (report.stored, report.held, report.missing) == (10, 0, [])
    again = await filling.run()
    assert (again.stored, again.held) == (0, 10)
    assert len(filling.fetches.asked) == len(asked)


async def test_a_month_costs_nine_more_requests_at_most(filling: Filling) -> None:
    """Beside the prices: five tables a month, seven a year."""
    wishes = filling.backfill.wishes(date(2024, 1, 1), date(2024, 12, 31), tuple(Market))
    others = [wish for wish in wishes if wish.dataset not in PRICES]
    assert len(others) == 12 * 5 + 7
    assert len(others) / 12 <= 9


async def test_one_market_alone(filling: Filling) -> None:
    """The other exchange is not asked."""
    await filling.run(Market.TPEX)
    assert {dataset.source for dataset, _ in filling.fetches.asked} == {"tpex"}


async def test_an_interrupted_run_goes_on_where_it_stopped(filling: Filling) -> None:
    """What was stored before the cut is not fetched again."""
    wishes = filling.backfill.wishes(FIRST, LAST, tuple(Market))
    await filling.backfill.run(wishes[: len(wishes) // 2], lambda _: None)
    before = len(filling.fetches.asked)
    await filling.run()
    assert len(filling.fetches.asked) == len(set(filling.fetches.asked))
    assert len(filling.fetches.asked) > before


async def test_a_day_that_no_exchange_knows_was_closed(filling: Filling) -> None:
    """It is recorded as a closure and is not missing."""
    typhoon = SESSIONS[1]
    for dataset in PRICES:
        filling.fetches.script[dataset] = partial(_but_on, typhoon, dataset)
    report = await filling.run()
    assert report.closed == [typhoon]
    assert not report.missing
    assert filling.intake.closed == {typhoon: ""}


async def test_a_day_that_one_exchange_lacks_is_missing(filling: Filling) -> None:
    """Nothing is concluded from one of them."""
    filling.fetches.script[Dataset.TPEX_PRICES] = partial(_but_on, SESSIONS[1], Dataset.TPEX_PRICES)
    report = await filling.run()
    assert not report.closed
    assert [lack.wish.day for lack in report.missing] == [SESSIONS[1]]


async def test_exchanges_that_know_nothing_at_all_close_nothing(filling: Filling) -> None:
    """Where not one day was stored, emptiness is our trouble."""
    filling.answer(Status.EMPTY, *PRICES)
    report = await filling.run()
    assert not report.closed
    assert len(report.missing) == 10


async def test_a_failure_is_tried_again_after_a_while(filling: Filling) -> None:
    """What passes costs a wait; the answer then counts as stored."""
    tries = 0

    def second_time(days: Days) -> Batch:
        """Fail once."""
        nonlocal tries
        tries += 1
        return _answer(Dataset.TWSE_PRICES, Status.FAILED if tries == 1 else Status.COMPLETE, days)

    filling.fetches.script[Dataset.TWSE_PRICES] = second_time
    report = await filling.run()
    assert report.stored == 10
    assert filling.clock.monotonic() >= 30


async def test_a_source_out_of_reach_ends_the_run(filling: Filling) -> None:
    """After a few answers that never came it gives up, and says what is missing."""
    filling.answer(Status.FAILED, *Dataset)
    report = await filling.run()
    assert report.gave_up
    assert len(filling.fetches.asked) == GIVE_UP_AFTER * TRIES
    assert len(filling.told) == GIVE_UP_AFTER


async def test_rows_set_aside_are_counted(filling: Filling) -> None:
    """The report names how many rows were not believed."""
    bad = (Rejected("9999", "off_tick"),)
    filling.fetches.script[Dataset.TWSE_PRICES] = lambda days: Batch(
        Dataset.TWSE_PRICES, days, Status.COMPLETE, UNSET, rejected=bad
    )
    assert (await filling.run(Market.TWSE)).quarantined == 5


def _but_on(day: date, dataset: Dataset, days: Days) -> Batch:
    """Answer on every day but one."""
    return _answer(dataset, Status.EMPTY if days.first == day else Status.COMPLETE, days)
