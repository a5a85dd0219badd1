"""A Discord on loopback and the room connected to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import discord.gateway
import discord.http
import pytest

from bot.platforms.discord.run import run
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.discord.talk import Core
from tests.picture_fakes import ScriptedPainter
from tests.platforms.discord.fakes import MemoryButtons, MemoryNotes, ScriptedCore, StillClock
from tests.platforms.discord.menu import menu
from tests.standins.discord.server import DiscordStandIn


@dataclass
class Room:
    """The Discord room under test with everything around it."""

    discord: DiscordStandIn
    clock: StillClock
    core: ScriptedCore = field(default_factory=lambda: ScriptedCore(menu()))
    buttons: MemoryButtons = field(default_factory=MemoryButtons)
    notes: MemoryNotes = field(default_factory=MemoryNotes)
    painter: ScriptedPainter = field(default_factory=ScriptedPainter)

    @property
    def settings(self) -> DiscordSettings:
        """Return settings that point at the stand-in."""
        there = self.discord
        return DiscordSettings(there.token, there.api_url, there.gateway.url)

    @asynccontextmanager
    async def open(self, core: Core | None = None) -> AsyncIterator["asyncio.Task[None]"]:
        """Run the room until the block ends; a new block is a restart with the same store."""
        told, ports = core or self.core, (self.buttons, self.notes, self.clock)
        running = asyncio.create_task(run(self.settings, told, *ports, painter=self.painter))
        try:
            connected = asyncio.create_task(self.discord.gateway.connected())
            await asyncio.wait({running, connected}, return_when=asyncio.FIRST_COMPLETED)
            yield running
        finally:
            if not running.cancelling():
                running.cancel()
            await asyncio.gather(running, connected, return_exceptions=True)
            await self.discord.gateway.disconnected()


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    """Return a room that is not open yet, before its own Discord."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    clock = StillClock()
    async with DiscordStandIn(clock.monotonic) as there:
        yield Room(there, clock)
    discord.http.Route.BASE = base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
