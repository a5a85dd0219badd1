"""The freshness of the store: the day's prices when they are there, closures, second looks."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

import pytest

from bot.core.clock import TAIPEI
from bot.core.intake import Batch, Dataset, Days, Status
from bot.data.closures import load_closures, load_schedule
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from bot.market.instruments import Instrument, Kind, Market
from bot.sources.desk import Desk
from bot.sources.duties import SESSIONS_BACK
from bot.sources.watch import Watch
from bot.sources.wishes import Wishes
from tests.fakes import FakeClock, MemoryBars
from tests.sources.memory import MemoryIntake, ScriptedFetches, plain_feeds, whole_day

MONDAY = date(2026, 11, 23)
UNSET = datetime(2000, 1, 1, tzinfo=TAIPEI)
"""The script's time; the fake puts the clock's in its place."""
PRICES = (Dataset.TWSE_PRICES, Dataset.TPEX_PRICES)


async def _quiet(_: Dataset) -> bool:
    """Let everything pass."""
    return True


@dataclass
class Watched:
    """A watch over fakes."""

    clock: FakeClock
    store: MemoryBars
    intake: MemoryIntake
    fetches: ScriptedFetches
    calendar: TradingCalendar
    directory: Directory
    watch: Watch

    def asked(self, dataset: Dataset, day: date = MONDAY) -> int:
        """Count the requests for a dataset's days."""
        return self.fetches.asked.count((dataset, day))

    def publish(self, *datasets: Dataset) -> None:
        """Let these have a row on every day from now on."""
        for dataset in datasets:
            self.fetches.script[dataset] = partial(_row, dataset)

    def publish_before(self, day: date) -> None:
        """Let both exchanges have a row on the days before this one only."""
        for dataset in PRICES:
            self.fetches.script[dataset] = partial(_row_before, day, dataset)


def _row(dataset: Dataset, days: Days) -> Batch:
    """Make a day with one row."""
    return whole_day(dataset, days, "2330")


def _row_before(day: date, dataset: Dataset, days: Days) -> Batch:
    """Make a day with one row, or one without data from a day on."""
    if days.first < day:
        return _row(dataset, days)
    return Batch(dataset, days, Status.EMPTY, UNSET)


def _status(status: Status, dataset: Dataset, days: Days) -> Batch:
    """Make an answer that settles nothing."""
    return Batch(dataset, days, status, UNSET)


def _watched(at: datetime) -> Watched:
    """Put a watch over an empty store at an instant."""
    clock, store = FakeClock(at), MemoryBars()
    intake = MemoryIntake(store)
    fetches = ScriptedFetches(intake, clock)
    desk = Desk(plain_feeds(), fetches, intake, clock, _quiet, Wishes())
    calendar = TradingCalendar(load_closures(), schedule=load_schedule)
    directory = Directory([])
    watch = Watch(desk, intake, calendar, directory, clock, _quiet)
    return Watched(clock, store, intake, fetches, calendar, directory, watch)


def _at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    """Return an instant in Taipei."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TAIPEI)


async def test_nothing_of_today_is_asked_before_it_can_be_published() -> None:
    """At 13:44 the exchanges have no closing prices yet."""
    one = _watched(_at(13, 44))
    await one.watch.round()
    assert not any(one.asked(dataset) for dataset in PRICES)


async def test_today_is_asked_for_until_it_is_there() -> None:
    """From 13:45 on, once a minute, and never again once it is held."""
    one = _watched(_at(13, 45))
    await one.watch.round()
    await one.watch.round()
    assert one.asked(Dataset.TWSE_PRICES) == 1
    one.clock.pass_time(61)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_PRICES) == 2
    one.publish(*PRICES)
    one.clock.pass_time(61)
    await one.watch.round()
    one.clock.pass_time(61)
    await one.watch.round()
    assert [one.asked(dataset) for dataset in PRICES] == [3, 3]
    assert (MONDAY, "2330") in one.store.rows


async def test_the_last_sessions_are_caught_up() -> None:
    """After an outage the newest sessions are fetched, weekends left out."""
    one = _watched(_at(15))
    one.publish(*PRICES)
    await one.watch.round()
    days = {day for dataset, day in one.fetches.asked if dataset is Dataset.TWSE_PRICES}
    assert days == {MONDAY, *(date(2026, 11, day) for day in (20, 19, 18, 17))}
    assert len(days) == SESSIONS_BACK


async def test_indices_follow_the_close_and_shares_the_evening() -> None:
    """Each table is asked for when it can be there."""
    one = _watched(_at(14, 30))
    one.publish(*PRICES)
    await one.watch.round()
    assert not one.asked(Dataset.TWSE_INDEX, MONDAY.replace(day=1))
    one.clock.at = _at(14, 46)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_INDEX, MONDAY.replace(day=1)) == 1
    assert not one.asked(Dataset.TWSE_SHARES)
    one.clock.at = _at(18, 1)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_SHARES) == 1


async def test_the_mornings_actions_are_fetched_once_a_day() -> None:
    """An empty table is an answer; tomorrow it is asked for again."""
    one = _watched(_at(7, 31))
    await one.watch.round()
    one.clock.pass_time(3600)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_DIVIDENDS, MONDAY.replace(day=1)) == 1
    one.clock.at = _at(7, 31, date(2026, 11, 24))
    await one.watch.round()
    assert one.asked(Dataset.TWSE_DIVIDENDS, MONDAY.replace(day=1)) == 2


async def test_the_session_before_is_looked_at_again_in_the_morning() -> None:
    """A restated figure is found once, without asking all day."""
    one = _watched(_at(15))
    one.publish(*PRICES)
    await one.watch.round()
    one.clock.at = _at(8, 11, date(2026, 11, 24))
    await one.watch.round()
    one.clock.pass_time(600)
    await one.watch.round()
    assert [one.asked(dataset) for dataset in PRICES] == [2, 2]


async def test_masters_are_fetched_once_a_week() -> None:
    """New listings are learned without asking every day."""
    one = _watched(_at(9))
    new = Instrument("7777", "新掛牌", Market.TWSE, Kind.STOCK)
    one.fetches.script[Dataset.TWSE_COMPANIES] = lambda days: replace(
        whole_day(Dataset.TWSE_COMPANIES, days), instruments=[new]
    )
    await one.watch.round()
    one.clock.pass_time(86400)
    await one.watch.round()
    asked = [day for dataset, day in one.fetches.asked if dataset is Dataset.TWSE_COMPANIES]
    assert asked == [MONDAY]
    assert one.directory.exact("新掛牌")


async def test_a_session_without_data_by_evening_was_none() -> None:
    """Before 20:00 it is "not yet"; after it the calendar knows an unscheduled closure."""
    one = _watched(_at(19, 50))
    one.publish_before(MONDAY)
    await one.watch.round()
    assert one.calendar.is_session(MONDAY)
    one.clock.at = _at(20, 1)
    one.clock.pass_time(61)
    await one.watch.round()
    assert not one.calendar.is_session(MONDAY)
    assert one.intake.closed == {MONDAY: ""}


@pytest.mark.parametrize("status", [Status.FAILED, Status.REFUSED, Status.PARTIAL])
async def test_trouble_is_no_closure(status: Status) -> None:
    """One exchange empty and the other out of reach decides nothing."""
    one = _watched(_at(20, 1))
    one.publish_before(MONDAY)
    one.fetches.script[Dataset.TPEX_PRICES] = partial(_status, status, Dataset.TPEX_PRICES)
    await one.watch.round()
    assert one.calendar.is_session(MONDAY)


async def test_exchanges_that_know_no_session_at_all_close_none() -> None:
    """Five empty sessions in a row are our trouble, not a week of typhoons."""
    one = _watched(_at(20, 1))
    await one.watch.round()
    assert not one.intake.closed


async def test_an_empty_answer_of_the_afternoon_is_not_the_evenings() -> None:
    """What was empty at two o'clock does not close the day when nobody looked in the evening."""
    one = _watched(_at(14))
    one.publish_before(MONDAY)
    await one.watch.round()
    one.clock.at = _at(20, 1)
    await one.watch.round()
    assert one.asked(Dataset.TWSE_PRICES) == 1
    assert one.calendar.is_session(MONDAY)


async def test_next_years_schedule_is_asked_for_in_december() -> None:
    """The exchange announces it late in the year."""
    one = _watched(_at(9, day=date(2026, 12, 1)))
    await one.watch.round()
    assert one.asked(Dataset.TWSE_HOLIDAYS, date(2027, 1, 1)) == 1
    assert one.asked(Dataset.TWSE_HOLIDAYS, date(2026, 1, 1)) == 1


async def test_a_bug_does_not_end_the_watch() -> None:
    """A round that dies is followed by the next."""
    one = _watched(_at(15))
    rounds = 0

    def broken(days: Days) -> Batch:
        """Count, and break."""
        nonlocal rounds
        rounds += 1
        if rounds > 1:
            raise KeyboardInterrupt
        raise ZeroDivisionError(days)

    one.fetches.script[Dataset.TWSE_PRICES] = broken
    with pytest.raises(KeyboardInterrupt):
        await one.watch.run()
    assert one.clock.monotonic() >= 20


async def test_a_silent_source_is_let_be_until_the_next_round() -> None:
    """One failure of an exchange is enough for a round; the other is still asked."""
    one = _watched(_at(15))
    for dataset in Dataset:
        if dataset.source == "twse":
            one.fetches.script[dataset] = partial(_status, Status.FAILED, dataset)
    one.publish(Dataset.TPEX_PRICES)
    await one.watch.round()
    assert [dataset.source for dataset, _ in one.fetches.asked].count("twse") == 1
    assert one.asked(Dataset.TPEX_PRICES) == 1
