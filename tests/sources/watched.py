"""A watch over fakes, for the tests of the store's freshness."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.core.clock import TAIPEI
from bot.core.intake import Batch, Dataset, Days, Status
from bot.data.closures import load_closures, load_schedule
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from bot.sources.desk import Desk
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


def status_of(status: Status, dataset: Dataset, days: Days) -> Batch:
    """Make an answer that settles nothing."""
    return Batch(dataset, days, status, UNSET)


def watched(at: datetime) -> Watched:
    """Put a watch over an empty store at an instant."""
    clock, store = FakeClock(at), MemoryBars()
    intake = MemoryIntake(store)
    fetches = ScriptedFetches(intake, clock)
    desk = Desk(plain_feeds(), fetches, intake, clock, _quiet, Wishes())
    calendar = TradingCalendar(load_closures(), schedule=load_schedule)
    directory = Directory([])
    watch = Watch(desk, intake, calendar, directory, clock, _quiet)
    return Watched(clock, store, intake, fetches, calendar, directory, watch)


def taipei(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    """Return an instant in Taipei."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TAIPEI)
