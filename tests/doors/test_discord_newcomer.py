"""A manager adds the bot to a server and sets it up, as Discord shows it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import discord.gateway
import discord.http
import pytest

from bot.app import Banquet
from bot.core.clock import SystemClock
from bot.core.principals import Chat, ChatKind
from tests.doors.conftest import banquet_in, open_platform
from tests.platforms.discord.fakes import StillClock
from tests.standins.discord.exchanges import Message
from tests.standins.discord.people import BOB, MANAGER, MEMBER, Place
from tests.standins.discord.server import DiscordStandIn

NEW = Place(801, 99)
CHAT = Chat("discord", 99, ChatKind.GROUP)
NOW = SystemClock().now()
EVERY_DAY = "每個交易日 14:45"


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    """Put back the addresses that discord.py keeps on its classes."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE = base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


@pytest.fixture
async def there() -> AsyncIterator[DiscordStandIn]:
    """Return a Discord on loopback."""
    async with DiscordStandIn(StillClock().monotonic) as standin:
        yield standin


def settings(there: DiscordStandIn) -> dict[str, str]:
    """Point the program at the stand-in."""
    return {
        "BANQUET_DISCORD__TOKEN": there.token,
        "BANQUET_DISCORD__API_BASE_URL": there.api_url,
        "BANQUET_DISCORD__GATEWAY_URL": there.gateway.url,
    }


async def orders(banquet: Banquet) -> list[tuple[str, int | None]]:
    """Return what the server ordered, and into which channel."""
    return [(one.line, one.chat.topic) for one in await banquet.store.subscriptions.of(CHAT)]


async def welcomed(there: DiscordStandIn) -> Message:
    """Let the bot in and return what it says."""
    await there.let_in(NEW, NOW)
    number, body = await there.posts.posted(NEW.channel)
    return Message(number, embeds=body["embeds"], rows=body["components"])


async def test_one_press_sets_it_up(there: DiscordStandIn, folder: Path) -> None:
    """Three buttons and nothing else; a member is told who can, the manager's press counts."""
    async with (
        banquet_in(folder, **settings(there)) as banquet,
        open_platform(banquet, "discord"),
    ):
        shown = await welcomed(there)
        assert [row["components"][0]["label"] for row in shown.rows] == [
            EVERY_DAY, "只在漲跌達 3% 時", "先不用",
        ]  # fmt: skip
        refused = await (
            await there.press(shown, EVERY_DAY, BOB, NEW, permissions=MEMBER)
        ).answered()
        assert refused.ephemeral
        assert await orders(banquet) == []
        done = await there.press(shown, EVERY_DAY, place=NEW, permissions=MANAGER)
        assert (await done.answered()).ephemeral
        assert await orders(banquet) == [("/digest", NEW.channel)]
        assert len(there.posts.messages) == 1
    await there.gateway.disconnected()


async def test_put_out_and_let_in_again(there: DiscordStandIn, folder: Path) -> None:
    """Orders rest, go on, and no second welcome comes."""
    async with (
        banquet_in(folder, **settings(there)) as banquet,
        open_platform(banquet, "discord"),
    ):
        shown = await welcomed(there)
        await (await there.press(shown, EVERY_DAY, place=NEW, permissions=MANAGER)).answered()
        await there.put_out(NEW)
        while not await banquet.store.chat_life.is_away(CHAT):  # noqa: ASYNC110 - no event there
            await asyncio.sleep(0.01)
        there.posts.messages.clear()
        await there.let_in(NEW, NOW - timedelta(seconds=1))
        _, body = await there.posts.posted(NEW.channel)
        assert "訂閱的內容會繼續推播" in body["embeds"][0]["title"]
        assert await orders(banquet) == [("/digest", NEW.channel)]
    await there.gateway.disconnected()


async def test_a_server_where_it_may_not_write(there: DiscordStandIn, folder: Path) -> None:
    """Nothing is tried where it would be refused."""
    async with (
        banquet_in(folder, **settings(there)) as banquet,
        open_platform(banquet, "discord"),
    ):
        await there.let_in(NEW, NOW, everyone=0)
        asked = await there.slash("banquet about", place=NEW)
        await asked.answered()
        assert there.posts.messages == {}
        assert await banquet.store.outbox.next_due("discord:900") is None
    await there.gateway.disconnected()
