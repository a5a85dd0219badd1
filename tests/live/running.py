"""A Banquet put together by the real root, whose sources are the stand-in's."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import Banquet, assemble
from bot.config import load
from bot.core.clock import TAIPEI
from bot.core.principals import Chat, Principal
from bot.core.replies import Figure, Reply
from bot.core.requests import Request
from tests.fakes import FakeClock
from tests.standins.exchange.server import ExchangeServer
from tests.standins.exchange.world import World

ENOUGH = 1_000
"""Instruments on each market that make a session whole."""
ASKER = Principal("console", 0, local=True)
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Live:
    """A Banquet, the exchanges it asks, and its clock."""

    banquet: Banquet
    exchange: ExchangeServer
    clock: FakeClock

    async def ask(self, line: str, language: str = "en") -> Reply:
        """Ask a line in private and take the answer."""
        now = self.clock.now()
        request = Request(Chat("console", 0), ASKER, line, now, addressed=True, speak=language)
        reply = await self.banquet.core.answer(request)
        assert reply is not None
        return reply

    async def figure(self, line: str) -> Figure:
        """Ask for one figure."""
        reply = await self.ask(line)
        assert reply.fault is None, reply.fault
        (figure,) = reply.figures
        return figure

    def asked(self, path: str) -> int:
        """Count the requests for a table."""
        return sum(path in heard.path for heard in self.exchange.requests)


def settings(exchange: ExchangeServer, **more: str) -> Mapping[str, str]:
    """Return the settings that point every source at the stand-in."""
    return {
        "BANQUET_SOURCES__TWSE__BASE_URL": exchange.twse,
        "BANQUET_SOURCES__TWSE__OPENAPI_URL": exchange.twse_openapi,
        "BANQUET_SOURCES__TPEX__BASE_URL": exchange.tpex,
        "BANQUET_SOURCES__MIS__BASE_URL": exchange.mis,
        "BANQUET_SOURCES__FINMIND__BASE_URL": exchange.finmind,
        "BANQUET_SOURCES__YAHOO__BASE_URL": exchange.yahoo,
        **more,
    }


def taipei(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant in Taipei."""
    return datetime(year, month, day, hour, minute, tzinfo=TAIPEI)


@asynccontextmanager
async def live(
    world: World, folder: Path, at: datetime, clock: FakeClock | None = None, **more: str
) -> AsyncIterator[Live]:
    """Run a stand-in of that world and a Banquet on it, at an instant in Taipei.

    The budget's waits pass at once on the test's clock, so the stand-in's own limit is off.
    """
    started = clock or FakeClock(at)
    async with ExchangeServer(world, limit=None) as exchange:
        config = load(None, settings(exchange, **more)).in_directory(folder)
        banquet = await assemble(config, started, PATIENCE)
        try:
            yield Live(banquet, exchange, started)
        finally:
            await banquet.close()
