"""The ports of live data, put together from the configuration; part of the composition root.

What asks the sources is made, and its modules are loaded, for the first question that needs it:
most runs of `banquet ask` say only what is held.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from bot.config import Config
from bot.core.clock import Clock, Moment
from bot.core.market_ports import Opinions, Quotes
from bot.core.parameters import Almanac
from bot.sources.health import LiveHealth
from bot.sources.live import LiveActions, LiveBars, LiveSessions, LiveShares
from bot.sources.off import NoOpinions, NoQuotes
from bot.sources.publication import LivePublication
from bot.sources.settings import Access, SourceSettings
from bot.sources.wishes import Wishes
from storage.store import Store

if TYPE_CHECKING:
    from bot.fetching import Fetching
    from bot.sources.breaker import Breaker
    from bot.sources.desk import Desk
    from bot.sources.feed import Question
    from bot.sources.live_quotes import LiveQuotes
    from bot.sources.opinions import SecondOpinions, SecondSource

CHAT_PATIENCE = 2.0
"""Seconds that a question in a chat waits for the exchanges."""
OPINION_PATIENCE = 1.0
"""Seconds that an answer waits for a second source."""
_SECOND = ("finmind", "yahoo")


class Sources:
    """The sources behind the handlers' ports; a question waits `patience` seconds for them."""

    def __init__(
        self, config: Config, store: Store, almanac: Almanac, clock: Clock, patience: float
    ) -> None:
        """Put the ports over the store; nothing is asked yet."""
        self.settings = settings_of(config)
        self._store = store
        self._almanac = almanac
        self._clock = clock
        self._patience = patience
        self._wishes = wishes = Wishes()
        self._made: list[Fetching | LiveQuotes | SecondOpinions | NoQuotes | NoOpinions] = []
        self.bars = LiveBars(store.bars, lambda: self.fetching.coverage, wishes, almanac, clock)
        self.sessions = LiveSessions(store.sessions, lambda: self.fetching.coverage)
        self.actions = LiveActions(store.actions, wishes)
        self.shares = LiveShares(store.shares, wishes)
        self.publication = LivePublication(
            store.intake, store.bars, lambda: self.fetching.coverage, self.settings, clock
        )
        self.health = LiveHealth(self._breakers, self._desk, store, self.settings, clock)

    @cached_property
    def fetching(self) -> "Fetching":
        """Return what asks the exchanges."""
        from bot.fetching import fetching

        made = fetching(
            self.settings, self._store, self._almanac, self._clock, self._wishes, self._patience
        )
        self._made.append(made)
        return made

    @cached_property
    def quotes(self) -> Quotes:
        """Return real-time quotes where the operator switched them on."""
        if self.settings.offline or "mis" not in self.settings.enabled:
            return NoQuotes()
        from bot.sources.live_quotes import LiveQuotes

        almanac, get = self._almanac, self.fetching.client.get
        made = LiveQuotes(get, almanac.directory, almanac.calendar, self._clock, self._patience)
        self._made.append(made)
        return made

    @cached_property
    def opinions(self) -> Opinions:
        """Return the second sources that the operator switched on."""
        second = [name for name in self.settings.enabled if name in _SECOND]
        if self.settings.offline or not second:
            return NoOpinions()
        from bot.sources.opinions import SecondOpinions

        get, directory = self.fetching.client.get, self._almanac.directory
        patience = min(self._patience, OPINION_PATIENCE)
        made = SecondOpinions(
            _second_sources(second), get, directory, self.actions, self._clock, patience
        )
        self._made.append(made)
        return made

    async def learn(self) -> None:
        """Teach the calendar and the directory what the store learned before."""
        self._almanac.calendar.learn(await self._store.intake.closures())
        self._almanac.directory.learn(await self._store.intake.instruments())

    async def look_after(self) -> None:
        """Keep the store fresh and serve what can wait, until cancelled; offline do nothing."""
        if self.settings.offline:
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self.fetching.watch.run(), name="watch")
            group.create_task(self.fetching.desk.work(), name="idle fetches")

    async def catch_up(self, seconds: float) -> bool:
        """Fetch what was wished for, for a process that cannot be asked again.

        True when there was something; not while a source is in trouble.
        """
        troubled = self.settings.offline or any(
            breaker.failure for breaker in self.fetching.client.breakers.values()
        )
        if troubled or self._wishes.next() is None:
            return False
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.fetching.desk.catch_up()
        return True

    async def close(self) -> None:
        """End every request and connection."""
        for part in reversed(self._made):
            await part.close()

    def _breakers(self) -> "Mapping[str, Breaker]":
        """Return how the hosts are doing."""
        return self.fetching.client.breakers

    def _desk(self) -> "Desk":
        """Return what knows which answers are on their way."""
        return self.fetching.desk


def settings_of(config: Config) -> SourceSettings:
    """Return the configuration's sections as the room wants them."""
    sections = config.sources
    access = {
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


def probe(name: str, almanac: Almanac, now: datetime) -> "Question":
    """Return a small question for a source that is asked for single instruments."""
    from bot.sources.mis import question_for

    instrument = almanac.directory.get("2330")
    session = almanac.calendar.before(Moment(now).today)
    if instrument is None or session is None:
        raise LookupError("the bundled list lacks 2330")
    if name == "mis":
        return question_for([instrument])
    (second,) = _second_sources([name])
    question = second.question(instrument, session, now)
    if question is None:
        raise LookupError(name)
    return question


def _second_sources(names: Sequence[str]) -> "list[SecondSource]":
    """Return the second sources by name."""
    from bot.sources.finmind import FinMind
    from bot.sources.yahoo import Yahoo

    known: Mapping[str, SecondSource] = {"finmind": FinMind(), "yahoo": Yahoo()}
    return [known[name] for name in names]
