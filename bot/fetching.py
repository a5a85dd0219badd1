"""Everything that asks the sources, put together; made for the first question that needs it."""

import random
from dataclasses import dataclass

from bot.core.clock import Clock
from bot.core.parameters import Almanac
from bot.sources.backfill import Backfill
from bot.sources.catalogue import Catalogue
from bot.sources.checker import Checker
from bot.sources.client import Client
from bot.sources.coverage import LiveCoverage
from bot.sources.desk import Desk, quiet_by
from bot.sources.fetcher import Fetcher
from bot.sources.settings import SourceSettings
from bot.sources.watch import Watch
from bot.sources.wishes import Wishes
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Fetching:
    """The way to the sources, from a question's wish to the store."""

    client: Client
    fetcher: Fetcher
    desk: Desk
    coverage: LiveCoverage
    watch: Watch
    backfill: Backfill

    async def close(self) -> None:
        """End every request and connection."""
        await self.coverage.close()
        await self.fetcher.close()
        await self.client.close()


def fetching(
    settings: SourceSettings,
    store: Store,
    almanac: Almanac,
    clock: Clock,
    wishes: Wishes,
    patience: float,
) -> Fetching:
    """Put it together; a question waits `patience` seconds at most."""
    client = Client(settings, store.budget, clock)
    checker = Checker(store.intake, store.actions, almanac)
    fetcher = Fetcher(client.get, checker.check, store.intake, clock, random.SystemRandom())
    feeds = Catalogue(() if settings.offline else settings.enabled)
    allowed = {name: access.requests_per_5s for name, access in settings.access.items()}
    quiet = quiet_by(store.budget, clock, allowed)
    desk = Desk(feeds, fetcher, store.intake, clock, quiet, wishes)
    calendar, directory = almanac.calendar, almanac.directory
    return Fetching(
        client=client,
        fetcher=fetcher,
        desk=desk,
        coverage=LiveCoverage(desk, store.bars, calendar, directory.get, clock, patience),
        watch=Watch(desk, store.intake, calendar, directory, clock, quiet),
        backfill=Backfill(feeds.get, fetcher, store.intake, calendar, clock),
    )
