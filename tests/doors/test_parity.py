"""One admin's script through all four doors: the same is set up, whatever the platform's means."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import discord.gateway
import discord.http
import pytest

from bot.app import Banquet
from bot.core.clock import SystemClock
from bot.core.own_baskets import holder_of
from bot.core.principals import Chat, ChatKind
from bot.platforms.console.render import Ink
from bot.platforms.console.run import Console
from tests.doors.conftest import banquet_in, open_platform
from tests.platforms.discord.fakes import StillClock
from tests.standins.discord.people import MANAGER, SERVER
from tests.standins.discord.server import DiscordStandIn
from tests.standins.telegram.people import ALICE, GROUP, People
from tests.standins.telegram.server import TelegramStandIn

Step = tuple[str, Mapping[str, str]]
"""A command with its values by name, as Discord sends them; other doors get them in a line."""
Do = Callable[[Step], Awaitable[None]]
Door = Callable[[Path], "AsyncIterator[tuple[Banquet, Chat, Do]]"]
SCRIPT: tuple[Step, ...] = (
    ("settings", {"choice": "colors green_up"}),
    ("settings", {"choice": "quiet 22:00-08:00"}),
    ("settings", {"choice": "commands_off history"}),
    ("lang", {"language": "en"}),
    ("basket new", {"name": "ours", "members": "2330=60 2317"}),
    ("basket add", {"name": "ours", "members": "2382"}),
    ("basket remove", {"name": "ours", "members": "2317"}),
    ("basket rename", {"name": "ours", "to": "chips"}),
    ("basket copy", {"name": "dinner", "to": "feast"}),
    ("basket delete", {"name": "feast", "sure": "yes"}),
    ("subscribe", {"order": "14:45 /digest"}),
    ("subscribe", {"order": "close"}),
    ("subscriptions", {"number": "1", "action": "sound"}),
    ("unsubscribe", {"what": "2"}),
    ("settings", {"choice": "width desktop"}),
    ("settings", {"choice": "width default"}),
)


@asynccontextmanager
async def console(folder: Path) -> AsyncIterator[tuple[Banquet, Chat, Do]]:
    """Type at the prompt."""
    async with banquet_in(folder) as banquet:
        prompt = Console(banquet.core, banquet.clock, Ink(colors=False))

        async def do(step: Step) -> None:
            """Type a line."""
            await prompt.take(_line(step))

        yield banquet, Chat("console", 0), do


@asynccontextmanager
async def web(folder: Path) -> AsyncIterator[tuple[Banquet, Chat, Do]]:
    """Ask as the page does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    async with (
        banquet_in(folder, BANQUET_WEB__LISTEN=place) as banquet,
        open_platform(banquet, "web"),
        aiohttp.ClientSession(f"http://{place}") as browser,
    ):
        token = await _token(browser)

        async def do(step: Step) -> None:
            """Post a line."""
            question, headers = {"line": _line(step)}, {"X-Banquet-Token": token}
            async with browser.post("/api/ask", json=question, headers=headers) as answer:
                said = await answer.json()
            assert said["ok"], json.dumps(said, ensure_ascii=False)

        yield banquet, Chat("web", 0), do


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[tuple[Banquet, Chat, Do]]:
    """Write in a group as its creator."""
    async with TelegramStandIn() as there:
        people = People(there.world, SystemClock().now())
        there.world.members[GROUP, ALICE] = "creator"
        settings = {
            "BANQUET_TELEGRAM__TOKEN": there.world.token,
            "BANQUET_TELEGRAM__API_BASE_URL": there.url,
        }

        async def do(step: Step) -> None:
            """Write a line and wait for its answer."""
            before = len(there.world.ledger)
            name, _, rest = _line(step).partition(" ")
            people.say_in_group(f"{name}@StandInBanquetBot {rest}".strip())
            async with asyncio.timeout(20):
                while len(there.world.ledger) == before:  # noqa: ASYNC110 - no event there
                    await asyncio.sleep(0.01)

        async with banquet_in(folder, **settings) as banquet, open_platform(banquet, "telegram"):
            yield banquet, Chat("telegram", GROUP, ChatKind.GROUP), do


@asynccontextmanager
async def on_discord(folder: Path) -> AsyncIterator[tuple[Banquet, Chat, Do]]:
    """Send slash commands as somebody who may manage the server."""
    async with DiscordStandIn(StillClock().monotonic) as there:
        settings = {
            "BANQUET_DISCORD__TOKEN": there.token,
            "BANQUET_DISCORD__API_BASE_URL": there.api_url,
            "BANQUET_DISCORD__GATEWAY_URL": there.gateway.url,
        }

        async def do(step: Step) -> None:
            """Send one command."""
            name, values = step
            command = f"banquet_admin {name.replace(' ', '_')}"
            await (await there.slash(command, values, permissions=MANAGER)).answered()

        async with banquet_in(folder, **settings) as banquet, open_platform(banquet, "discord"):
            await there.gateway.connected()
            yield banquet, Chat("discord", SERVER.guild or 0, ChatKind.GROUP), do
        await there.gateway.disconnected()


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    """Put back the addresses that discord.py keeps on its classes."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE = base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


@pytest.mark.parametrize("door", [console, web, telegram, on_discord])
async def test_the_same_is_set_up(door: Door, folder: Path) -> None:
    """Settings, baskets, orders and the record of it all."""
    async with door(folder) as (banquet, chat, do):  # type: ignore[attr-defined]  # made by asynccontextmanager
        for step in SCRIPT:
            await do(step)
        store = banquet.store
        assert (await store.chat_settings.layers(chat)).chat.values == {
            "colors": "green_up", "quiet": "22:00-08:00", "commands_off": "history",
            "language": "en",
        }  # fmt: skip
        (basket,) = await store.own_baskets.of(holder_of(chat))
        assert (basket.name, basket.codes) == ("chips", ("2330", "2382"))
        (order,) = await store.subscriptions.of(chat)
        assert (order.line, order.silent) == ("/digest", False)
        kinds = [entry.what.partition(":")[0] for entry in await store.audit.entries(chat, 99)]
        assert {kind: kinds.count(kind) for kind in kinds} == {
            "setting": 6, "basket": 6, "subscription": 4,
        }  # fmt: skip


def _line(step: Step) -> str:
    """Return a step as a line."""
    name, values = step
    return " ".join((f"/{name}", *values.values()))


async def _token(browser: aiohttp.ClientSession) -> str:
    """Open the page, as soon as it is served, and read its token."""
    while True:
        try:
            async with browser.get("/") as page:
                found = re.search(r'name="banquet-token" content="([^"]+)"', await page.text())
                assert found
                return found[1]
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.02)
