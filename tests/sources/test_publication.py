"""What of a session has come in, as the digests see it."""

from datetime import date, datetime, timedelta

from bot.core.clock import TAIPEI
from bot.core.intake import Batch, Dataset, Status
from bot.sources.publication import LivePublication
from bot.sources.settings import SourceSettings
from tests.fakes import FakeClock, MemoryBars
from tests.sources.memory import MemoryIntake, PlainFeed

SESSION = date(2025, 2, 3)
MORNING = datetime(2025, 2, 3, 7, 31, tzinfo=TAIPEI)


def _never() -> object:
    """Stand for a coverage that nothing may be asked of."""
    raise AssertionError


def publication(intake: MemoryIntake) -> LivePublication:
    """Return what reads the records, on the story's morning."""
    settings = SourceSettings((), {}, "", offline=True)
    return LivePublication(intake, intake.bars, _never, settings, FakeClock(MORNING))  # type: ignore[arg-type] # never called


async def told(intake: MemoryIntake, dataset: Dataset, status: Status, at: datetime) -> None:
    """Keep one fetch of a table for the session."""
    days = PlainFeed(dataset).days(SESSION)
    await intake.keep(Batch(dataset, days, status, at))


async def test_the_actions_of_a_morning_are_a_change_before_there_are_prices() -> None:
    """That there are none is known by an empty answer too."""
    intake = MemoryIntake(MemoryBars())
    one = publication(intake)
    assert await one.changed_at(SESSION) is None
    await told(intake, Dataset.TPEX_DIVIDENDS, Status.COMPLETE, MORNING)
    assert await one.changed_at(SESSION) == MORNING
    later = MORNING + timedelta(seconds=5)
    await told(intake, Dataset.TPEX_SPLITS, Status.EMPTY, later)
    assert await one.changed_at(SESSION) == later
    assert not await one.priced(SESSION)


async def test_prices_not_published_yet_are_no_change() -> None:
    """An empty answer about prices tells nothing of the session."""
    intake = MemoryIntake(MemoryBars())
    one = publication(intake)
    await told(intake, Dataset.TWSE_PRICES, Status.EMPTY, MORNING)
    assert await one.changed_at(SESSION) is None
    await told(intake, Dataset.TWSE_PRICES, Status.PARTIAL, MORNING)
    assert await one.changed_at(SESSION) == MORNING
    assert await one.priced(SESSION)
