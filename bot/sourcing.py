"""Puts the sources together from the configuration; part of the composition root."""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.config import Config
from bot.core.clock import Clock, Moment
from bot.core.intake import Dataset
from bot.core.market_ports import Actions, Sessions, Shares
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.sources.catalogue import Catalogue, stock_feed
from bot.sources.checker import Checker
from bot.sources.client import Client
from bot.sources.coverage import LiveCoverage
from bot.sources.desk import Desk, quiet_by
from bot.sources.feed import Feed, Question
from bot.sources.fetcher import Fetcher
from bot.sources.finmind import FinMind
from bot.sources.health import LiveHealth
from bot.sources.live import LiveActions, LiveBars, LiveSessions, LiveShares
from bot.sources.live_quotes import LiveQuotes, NoQuotes
from bot.sources.mis import question_for
from bot.sources.opinions import SecondOpinions, SecondSource
from bot.sources.settings import Access, SourceSettings
from bot.sources.watch import Watch
from bot.sources.yahoo import Yahoo
from storage.store import Store

if TYPE_CHECKING:
    from bot.sources.backfill import Backfill

OPINION_PATIENCE = 1.0
"""Seconds that an answer waits for a second source."""


CHAT_PATIENCE = 2.0
"""Seconds that a question in a chat waits for the exchanges."""
_SECOND: Mapping[str, Callable[[], SecondSource]] = {"finmind": FinMind, "yahoo": Yahoo}


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources, ready for questions, for the watch and for a backfill."""

    bars: Bars
    sessions: Sessions
    actions: Actions
    shares: Shares
    quotes: LiveQuotes | NoQuotes
    opinions: SecondOpinions
    health: LiveHealth
    watch: Watch
    desk: Desk
    backfill: "Callable[[], Backfill]"
    client: Client
    _closing: tuple[LiveCoverage | Fetcher, ...]

    async def look_after(self) -> None:
        """Keep the store fresh and serve what can wait, until cancelled; offline there is nothing."""
        if self.health.offline:
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self.watch.run(), name="watch")
            group.create_task(self.desk.work(), name="idle fetches")

    async def close(self) -> None:
        """End every request and connection."""
        for part in (*self._closing, self.opinions):
            await part.close()
        if isinstance(self.quotes, LiveQuotes):
            await self.quotes.close()
        await self.client.close()


def sources_of(
    config: Config, store: Store, almanac: Almanac, clock: Clock, patience: float
) -> Sources:
    """Put the sources together; a question waits `patience` seconds for them at most."""
    settings = settings_of(config)
    allowed = {name: access.requests_per_5s for name, access in settings.access.items()}
    client = Client(settings, store.budget, clock)
    checker = Checker(store.intake, store.actions, almanac)
    fetcher = Fetcher(client.get, checker.check, store.intake, clock, random.SystemRandom())
    feeds = Catalogue(() if settings.offline else settings.enabled)
    quiet = quiet_by(store.budget, clock, allowed)
    desk = Desk(feeds, fetcher, store.intake, clock, quiet, stock_feed)
    calendar, directory = almanac.calendar, almanac.directory
    coverage = LiveCoverage(desk, store.bars, calendar, directory.get, clock, patience)
    actions = LiveActions(store.actions, desk)
    second: list[SecondSource] = [_SECOND[name]() for name in settings.enabled if name in _SECOND]
    return Sources(
        bars=LiveBars(store.bars, coverage, calendar, clock),
        sessions=LiveSessions(store.sessions, coverage),
        actions=actions,
        shares=LiveShares(store.shares, desk),
        quotes=_quotes(settings, client, almanac, clock, patience),
        opinions=SecondOpinions(
            [] if settings.offline else second,
            client.get,
            directory,
            actions,
            clock,
            min(patience, OPINION_PATIENCE),
        ),
        health=LiveHealth(
            client.breakers, desk, store.budget, store.intake, allowed, clock,
            offline=settings.offline,
        ),
        watch=Watch(desk, store.intake, calendar, directory, clock, quiet),
        desk=desk,
        backfill=lambda: _backfill(feeds, fetcher, store, almanac, clock),
        client=client,
        _closing=(coverage, fetcher),
    )  # fmt: skip


def _backfill(
    feeds: Mapping[Dataset, Feed], fetcher: Fetcher, store: Store, almanac: Almanac, clock: Clock
) -> "Backfill":
    """Make what fetches a range; loaded for that command alone."""
    from bot.sources.backfill import Backfill

    return Backfill(feeds.get, fetcher, store.intake, almanac.calendar, clock)


def settings_of(config: Config) -> SourceSettings:
    """Return the configuration's sections as the room wants them."""
    sections = config.sources
    access: Mapping[str, Access] = {
        "twse": Access(sections.twse.base_url, sections.twse.requests_per_5s),
        "tpex": Access(sections.tpex.base_url, sections.tpex.requests_per_5s),
        "mis": Access(sections.mis.base_url, sections.mis.requests_per_5s),
        "finmind": Access(
            sections.finmind.base_url, sections.finmind.requests_per_5s, sections.finmind.token
        ),
        "yahoo": Access(sections.yahoo.base_url, sections.yahoo.requests_per_5s),
    }
    return SourceSettings(
        enabled=sections.enabled,
        access=access,
        openapi_url=sections.twse.openapi_url,
        offline=sections.offline,
    )


def probe(name: str, almanac: Almanac, now: datetime) -> Question:
    """Return a small question for a source that is asked for single instruments."""
    instrument = almanac.directory.get("2330")
    session = almanac.calendar.before(Moment(now).today)
    if instrument is None or session is None:
        raise LookupError("the bundled list lacks 2330")
    if name == "mis":
        return question_for([instrument])
    question = _SECOND[name]().question(instrument, session, now)
    if question is None:
        raise LookupError(name)
    return question


def _quotes(
    settings: SourceSettings, client: Client, almanac: Almanac, clock: Clock, patience: float
) -> LiveQuotes | NoQuotes:
    """Return real-time quotes where the operator switched them on."""
    if settings.offline or "mis" not in settings.enabled:
        return NoQuotes()
    return LiveQuotes(client.get, almanac.directory, almanac.calendar, clock, patience)
