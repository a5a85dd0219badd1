"""The composition root: the one place that knows every room and puts the parts together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import handlers
from bot.config import Config
from bot.core.access import Doorkeeper
from bot.core.afterthoughts import Incidents, Presence
from bot.core.bans import Bans
from bot.core.chat_life import Life
from bot.core.clock import Clock
from bot.core.core import Core, Parts
from bot.core.errors import OperatorError
from bot.core.fair_use import FairUse
from bot.core.horizon import KnownActions, KnownBars, KnownSessions
from bot.core.notice_board import NoticeBoard
from bot.core.operator_gates import InService, Unbanned
from bot.core.parameters import Almanac
from bot.core.ports import Admins
from bot.core.registry import registry
from bot.core.repeats import Repeats
from bot.core.replies import Reply
from bot.core.requests import Request
from bot.core.run_times import RunTimes
from bot.core.switched_off import SwitchedOff
from bot.data.ai import load_ai
from bot.data.archive import archive_revision, load_archive
from bot.data.closures import load_closures, load_schedule
from bot.data.dinners import load_dinner
from bot.data.instruments import load_instruments
from bot.data.listing_prices import listing_prices_revision, load_listing_prices
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from bot.sourcing import CHAT_PATIENCE, Sources
from storage.engine import open_store
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Banquet:
    """A Banquet put together: its core and its store, ready for platforms."""

    config: Config
    clock: Clock
    core: Core
    life: Life
    store: Store
    sources: Sources
    almanac: Almanac
    admins: dict[str, Admins]
    """Who can tell a platform's admins; each platform adds itself at its start."""
    off: dict[str, OperatorError] = field(default_factory=dict)
    """Platforms that were given up until the operator mends what is wrong."""

    async def close(self) -> None:
        """End what is on its way, then let the store go."""
        await self.sources.close()
        await self.store.close()


async def assemble(config: Config, clock: Clock, patience: float = CHAT_PATIENCE) -> Banquet:
    """Open the store, load the bundled archive on first start, and wire the core.

    A question waits `patience` seconds at most for figures that have to be fetched.
    """
    admins: dict[str, Admins] = {}
    store = await open_store(config.storage_url, clock)
    try:
        await store.bars.load(archive_revision(), load_archive())
        await store.actions.load(listing_prices_revision(), load_listing_prices())
        almanac = known()
        sources = Sources(config, store, almanac, clock, patience)
        await sources.learn()
        life = Life(store.chat_life, run_times(config, almanac), clock)
        core = wire(config, life, store, sources, almanac, admins)
    except BaseException:  # also a cancelled start lets the store go; it is raised again
        await store.close()
        raise
    return Banquet(config, clock, core, life, store, sources, almanac, admins)


def known() -> Almanac:
    """Return what is known without asking: the bundled lists, and every command."""
    handlers.load()
    return Almanac(
        directory=Directory(load_instruments()),
        calendar=TradingCalendar(load_closures(), schedule=load_schedule),
        baskets={"dinner": load_dinner(), "ai": load_ai()},
        commands=[command.name for command in registry.commands],
    )


@dataclass(slots=True)
class Reruns:
    """Runs lines through a core that is made after it; implements the Runs port."""

    core: Core | None = None

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request as if it had just been typed."""
        return await self.core.answer(request) if self.core else None

    async def refusal(self, request: Request) -> Reply | None:
        """Return why a line may not be run; None = it may be tried."""
        return await self.core.refusal(request) if self.core else None


def run_times(config: Config, almanac: Almanac) -> RunTimes:
    """Return when orders run, by the operator's hours."""
    digests = config.digests
    return RunTimes(
        registry,
        almanac.calendar,
        digests.close_first_look,
        digests.morning,
        config.bot.timezone.key,
    )


def defaults_of(config: Config) -> dict[str, str]:
    """Return settings as the operator's file has them."""
    palette = "green_up" if config.bot.up_color == "green" else "red_up"
    zone = config.bot.timezone.key
    return {"language": config.bot.language, "colors": palette, "zone": zone}


def wire(
    config: Config,
    life: Life,
    store: Store,
    sources: Sources,
    almanac: Almanac,
    admins: Mapping[str, Admins],
) -> Core:
    """Make the core from the handlers, what is known, the store and the sources."""
    clock, reruns = life.clock, Reruns()
    doorkeeper = Doorkeeper(admins, config.bot.owners, clock)
    bans, board = Bans(store.bans, clock), NoticeBoard(store.notices, clock)
    reruns.core = Core(
        Parts(
            registry=registry,
            almanac=almanac,
            chat_settings=store.chat_settings,
            own_baskets=store.own_baskets,
            gates=(
                Unbanned(bans, doorkeeper.is_owner),
                InService(board, doorkeeper.is_owner),
                SwitchedOff(),
                doorkeeper,
                FairUse(clock, config.bot.person_per_minute, config.bot.group_per_minute),
            ),
            clock=clock,
            ports={
                "bars": KnownBars(sources.bars, clock),
                "sessions": KnownSessions(sources.sessions, clock),
                "actions": KnownActions(sources.actions, clock),
                "shares": sources.shares,
                "quotes": sources.quotes,
                "opinions": sources.opinions,
                "sources": sources.health,
                "chats": store.chats,
                "chat_settings": store.chat_settings,
                "audit": store.audit,
                "undoing": store.undoing,
                "editors": store.editors,
                "own_baskets": store.own_baskets,
                "tickets": store.tickets,
                "doorkeeper": doorkeeper,
                "bans": bans,
                "broadcasts": store.broadcasts,
                "chat_counts": store.chat_counts,
                "notice_board": board,
                "chat_life": store.chat_life,
                "personal_data": store.personal_data,
                "delivery_health": store.delivery_health,
                "owners": frozenset(config.bot.owners),
                "commands": registry,
                "subscriptions": store.subscriptions,
                "run_times": life.run_times,
                "runs": reruns,
            },
            language=config.bot.language,
            defaults=defaults_of(config),
            repeats=Repeats(clock),
            life=life,
            after=(Incidents(board, clock), Presence(store.chat_life, clock)),
        )
    )
    return reruns.core
