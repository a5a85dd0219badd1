"""Fakes of our own ports, and a whole Banquet in memory over the bundled archive."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import handlers
from bot.core.access import Doorkeeper
from bot.core.afterthoughts import Incidents, Presence
from bot.core.bans import Bans
from bot.core.clock import TAIPEI
from bot.core.core import Core, Parts
from bot.core.fair_use import FairUse
from bot.core.horizon import KnownActions, KnownBars, KnownSessions
from bot.core.notice_board import NoticeBoard
from bot.core.operator_gates import InService, Unbanned
from bot.core.parameters import Almanac
from bot.core.ports import Admins, Lack, Span
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.registry import Registry, registry
from bot.core.repeats import Repeats
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.core.switched_off import SwitchedOff
from bot.data.ai import load_ai
from bot.data.archive import load_archive
from bot.data.closures import load_closures, load_schedule
from bot.data.dinners import load_dinner
from bot.data.instruments import load_instruments
from bot.market.bars import Bar
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from tests.chat_life_fakes import MemoryChatLife, life_on
from tests.choice_fakes import FakeAdmins, MemoryBaskets, MemoryChats, MemoryTickets
from tests.delivery_fakes import MemoryDeliveryHealth
from tests.market_fakes import (
    MemoryActions,
    MemoryHealth,
    MemoryOpinions,
    MemoryQuotes,
    MemorySessions,
    MemoryShares,
)
from tests.operator_fakes import MemoryBans, MemoryNotices, operator_ports
from tests.subscription_fakes import MemorySubscriptions
from tests.undo_fakes import MemoryUndoing

TODAY = datetime(2026, 11, 23, 15, 0, tzinfo=TAIPEI)
"""The afternoon on which the tests ask, unless they say otherwise."""
PRIVATE = Chat("console", 0)
GROUP = Chat("telegram", -100123, ChatKind.GROUP)
MEMBER = Principal("telegram", 7)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = TODAY) -> None:
        """Show this instant."""
        self.at = now
        self._seconds = 0.0

    def now(self) -> datetime:
        """Return the instant shown."""
        return self.at

    def monotonic(self) -> float:
        """Return the seconds that were passed on."""
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        """Pass the time at once; other tasks get their turn."""
        self.pass_time(seconds)
        await asyncio.sleep(0)

    def pass_time(self, seconds: float) -> None:
        """Move the clock on."""
        self._seconds += seconds
        self.at += timedelta(seconds=seconds)


class MemoryBars:
    """Bars held in a dictionary; implements the Bars port."""

    def __init__(self, bars: Iterable[Bar] = ()) -> None:
        """Hold these bars."""
        self.rows = {(bar.session, bar.code): bar for bar in bars}
        self.lacking: dict[date, Lack] = {}

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars of the codes."""
        return await self.held(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars of the codes."""
        return {c: self.rows[session, c] for c in codes if (session, c) in self.rows}

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to a day; no source stands behind these."""
        return await self.latest(codes, until, at_least)

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to a day."""
        return max((d for d in self._days(codes, at_least) if d <= until), default=None)

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session from a day on."""
        return min((d for d in self._days(codes, at_least) if d >= since), default=None)

    async def span(self, until: date) -> Span | None:
        """Return the range held."""
        days = [day for day, _ in self.rows if day <= until]
        return Span(min(days), max(days), len(days)) if days else None

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell what was set."""
        assert codes
        return self.lacking.get(session, Lack.NOTHING_KNOWN)

    def _days(self, codes: Collection[str], at_least: int) -> list[date]:
        """Return the sessions that hold enough of the codes."""
        wanted = set(codes)
        days = {day for day, code in self.rows if code in wanted}
        return [d for d in days if sum((d, c) in self.rows for c in wanted) >= at_least]


def almanac() -> Almanac:
    """Return what is known without asking, from the bundled data."""
    handlers.load()
    return Almanac(
        directory=Directory(load_instruments()),
        calendar=TradingCalendar(load_closures(), schedule=load_schedule),
        baskets={"dinner": load_dinner(), "ai": load_ai()},
        commands=[command.name for command in registry.commands],
    )


def parts(own: Registry, clock: FakeClock, owners: Collection[str] = ()) -> Parts:
    """Return the parts of a small core with commands of its own and no ports."""
    chats, keeper = MemoryChats(), Doorkeeper({}, owners, clock)
    return Parts(own, almanac(), chats, MemoryBaskets(chats), (keeper,), clock, {})


@dataclass
class Table:
    """A whole Banquet in memory: everything the production root wires, with fakes for the rooms."""

    clock: FakeClock = field(default_factory=FakeClock)
    bars: MemoryBars = field(default_factory=lambda: MemoryBars(load_archive()))
    chats: MemoryChats = field(default_factory=MemoryChats)
    admins: FakeAdmins = field(default_factory=FakeAdmins)
    owners: tuple[str, ...] = ()
    actions: MemoryActions = field(default_factory=MemoryActions)
    shares: MemoryShares = field(default_factory=MemoryShares)
    quotes: MemoryQuotes = field(default_factory=MemoryQuotes)
    opinions: MemoryOpinions = field(default_factory=MemoryOpinions)
    sources: MemoryHealth = field(default_factory=MemoryHealth)
    chat_life: MemoryChatLife = field(default_factory=MemoryChatLife)
    delivery_health: MemoryDeliveryHealth = field(default_factory=MemoryDeliveryHealth)
    subscriptions: MemorySubscriptions = field(default_factory=MemorySubscriptions)
    person_per_minute: int = 0
    group_per_minute: int = 0
    bans: MemoryBans = field(default_factory=MemoryBans)
    notices: MemoryNotices = field(default_factory=MemoryNotices)

    def __post_init__(self) -> None:
        """Wire the core as the root does."""
        self.editors = self.chats.editors
        self.own_baskets = MemoryBaskets(self.chats)
        self.tickets = MemoryTickets()
        known, admins = almanac(), {"telegram": self.admins}
        self.subscriptions.audit = self.chats.audit
        self.doorkeeper = Doorkeeper(_as_ports(admins), self.owners, self.clock)
        bans, board = Bans(self.bans, self.clock), NoticeBoard(self.notices, self.clock)
        self.fair_use = FairUse(self.clock, self.person_per_minute, self.group_per_minute)
        self.core = Core(
            Parts(
                registry=registry,
                almanac=known,
                chat_settings=self.chats,
                own_baskets=self.own_baskets,
                gates=(
                    Unbanned(bans, self.doorkeeper.is_owner),
                    InService(board, self.doorkeeper.is_owner),
                    SwitchedOff(),
                    self.doorkeeper,
                    self.fair_use,
                ),
                clock=self.clock,
                ports={
                    "bars": KnownBars(self.bars, self.clock),
                    "chats": self.chats,
                    "chat_settings": self.chats,
                    "audit": self.chats.audit,
                    "undoing": MemoryUndoing(self.chats),
                    "editors": self.editors,
                    "own_baskets": self.own_baskets,
                    "tickets": self.tickets,
                    "doorkeeper": self.doorkeeper,
                    **operator_ports(bans, board),
                    "chat_life": self.chat_life,
                    "delivery_health": self.delivery_health,
                    "owners": frozenset(self.owners),
                    "commands": registry,
                    "sessions": KnownSessions(MemorySessions(self.bars.rows), self.clock),
                    "actions": KnownActions(self.actions, self.clock),
                    "shares": self.shares,
                    "quotes": self.quotes,
                    "opinions": self.opinions,
                    "sources": self.sources,
                    "subscriptions": self.subscriptions,
                    "run_times": RunTimes(registry, known.calendar),
                    "runs": self,
                },
                life=life_on(self.chat_life, self.clock),
                after=(Incidents(board, self.clock), Presence(self.chat_life, self.clock)),
                repeats=Repeats(self.clock),
            )
        )

    async def answer(self, request: Request) -> Reply | None:
        """Run a line again; implements the Runs port."""
        return await self.core.answer(request)

    async def refusal(self, request: Request) -> Reply | None:
        """Tell why a line may not be run; implements the Runs port."""
        return await self.core.refusal(request)

    async def ask(self, line: str, language: str | None = "en") -> Reply:
        """Ask a line in private and take the answer."""
        request = Request(
            PRIVATE, Principal("console", 0), line, self.clock.now(), addressed=True, speak=language
        )
        reply = await self.core.answer(request)
        assert reply is not None
        return reply

    async def in_group(
        self, line: str, principal: Principal = MEMBER, *, addressed: bool = False
    ) -> Reply | None:
        """Write a line in a group."""
        request = Request(GROUP, principal, line, self.clock.now(), addressed=addressed)
        return await self.core.answer(request)


def _as_ports(admins: Mapping[str, FakeAdmins]) -> Mapping[str, Admins]:
    """Return fakes as the ports they implement, for the type checker."""
    return dict(admins)
