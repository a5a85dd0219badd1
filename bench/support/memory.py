"""A core without input and output: bars and chats in dictionaries."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.app import known, run_times, wire
from bot.config import load
from bot.core.chat_life import Life
from bot.core.clock import Clock
from bot.core.core import Core
from bot.core.ports import Lack, Span
from bot.core.principals import Chat
from bot.core.settings import Layer, Layers
from bot.data.archive import load_archive
from bot.data.instruments import load_instruments
from bot.market.bars import Bar


class IndexedBars:
    """The Bars port over dictionaries: sessions are found by bisection."""

    def __init__(self, bars: Iterable[Bar]) -> None:
        """Sort the bars by session and by code."""
        self._by_session: dict[date, dict[str, Bar]] = defaultdict(dict)
        for bar in bars:
            self._by_session[bar.session][bar.code] = bar
        self._sessions = sorted(self._by_session)

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars of the codes."""
        return await self.held(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars of the codes."""
        held = self._by_session.get(session, {})
        return {code: held[code] for code in codes if code in held}

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to a day that holds enough of the codes."""
        return await self.latest(codes, until, at_least)

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to a day that holds enough of the codes."""
        days = reversed(self._sessions[: bisect_right(self._sessions, until)])
        return next((day for day in days if self._holds(day, codes, at_least)), None)

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session from a day on that holds enough of the codes."""
        days = self._sessions[bisect_left(self._sessions, since) :]
        return next((day for day in days if self._holds(day, codes, at_least)), None)

    async def span(self, until: date) -> Span | None:
        """Return the range held up to a day."""
        days = self._sessions[: bisect_right(self._sessions, until)]
        bars = sum(len(self._by_session[day]) for day in days)
        return Span(days[0], days[-1], bars) if days else None

    def lack(self, *_: object) -> Lack:
        """Know of no source."""
        return Lack.NOTHING_KNOWN

    def _holds(self, day: date, codes: Collection[str], at_least: int) -> bool:
        """Tell whether a session holds enough of the codes."""
        held = self._by_session[day]
        return sum(code in held for code in set(codes)) >= at_least


class NoShares:
    """The Shares port without any count."""

    async def on(self, *_: object) -> Mapping[str, object]:
        """Know none."""
        return {}


class Nothing:
    """The ports about live data, of whom nothing is known here."""

    enabled = False
    offline = True

    def __init__(self, bars: IndexedBars) -> None:
        """Know these bars alone."""
        self.bars = bars
        self.sessions = self.actions = self.quotes = self.opinions = self.health = self
        self.shares = NoShares()

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return a session's bars."""
        return await self.bars.held(session, [i.code for i in load_instruments()])

    async def between(self, *_: object) -> list[object]:
        """Return no action."""
        return []

    async def known(self, *_: object) -> bool:
        """Know no table."""
        return False

    async def on(self, *_: object) -> None:
        """Have no opinion."""

    async def now(self, *_: object) -> Mapping[str, object]:
        """Have no quotes."""
        return {}

    async def pending(self, *_: object) -> bool:
        """Wait for nothing."""
        return False


class Languages:
    """The Chats and ChatSettings ports over a dictionary."""

    def __init__(self) -> None:
        """Begin without any."""
        self._chosen: dict[Chat, str] = {}

    async def language(self, chat: Chat) -> str | None:
        """Return what the chat chose."""
        return self._chosen.get(chat)

    async def layers(self, chat: Chat) -> Layers:
        """Return the language as the chat's one choice."""
        language = self._chosen.get(chat)
        return Layers(chat=Layer({"language": language} if language else {}))

    async def choose(self, *_: object, **__: object) -> bool:
        """Store nothing else."""
        return False

    async def set_language(self, chat: Chat, language: str, at: datetime) -> None:  # noqa: ARG002 - the port's signature
        """Keep what the chat chose."""
        self._chosen[chat] = language


class Empty:
    """Any other port of the store: nobody is banned, away, an editor; nothing is announced."""

    async def all(self) -> list[object]:
        """List nothing."""
        return []

    async def read(self) -> dict[object, str]:
        """Announce nothing."""
        return {}

    async def has(self, *_: object) -> bool:
        """Have nobody."""
        return False

    async def is_away(self, *_: object) -> bool:
        """Know of nobody."""
        return False

    async def heard(self, *_: object) -> None:
        """Note nothing."""


@dataclass(frozen=True)
class Shelf:
    """The part of the store that the core reads, in memory; what is not named is empty."""

    bars: IndexedBars
    chats: Languages
    chat_settings: Languages
    empty: Empty = field(default_factory=Empty)

    def __getattr__(self, name: str) -> Empty:
        """Return an empty port for whatever else the root wires."""
        return self.empty


def core_in_memory(clock: Clock) -> Core:
    """Wire a core as the program does, over the bundled archive in memory."""
    config = load(None, {"BANQUET_SOURCES__OFFLINE": "true"})
    # Any: the core asks for a few ports alone, the root's hint names the whole SQL store.
    languages = Languages()
    store: Any = Shelf(IndexedBars(load_archive()), languages, languages)
    sources: Any = Nothing(store.bars)
    almanac = known()
    nobody: Any = store.empty
    life = Life(nobody, run_times(config, almanac), clock)
    return wire(config, life, store, sources, almanac, {})
