"""The founding day through Discord: a gateway event in, a REST call out."""

import json
from collections.abc import Iterator
from pathlib import Path

import discord.gateway
import discord.http
import pytest

from tests.doors.conftest import banquet_in, open_platform
from tests.doors.founding import assert_founding_day
from tests.golden import Golden
from tests.platforms.discord.fakes import StillClock
from tests.standins.discord.server import DiscordStandIn

ASKED = {
    "move": ("move", {"instruments": "2330", "day": "2025-02-03"}),
    "dinnerlist": ("dinnerlist", {"day": "2025-02-03"}),
    "index": ("index", {"day": "2025-02-03"}),
    "digest": ("digest", {"day": "2025-02-03"}),
}


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    """Put back the addresses that discord.py keeps on its classes."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE = base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


async def test_the_founding_day(folder: Path, golden: Golden) -> None:
    """Gateway, command tree and embeds of the real program, against the strict stand-in."""
    texts = {}
    async with DiscordStandIn(StillClock().monotonic) as there:
        settings = {
            "BANQUET_DISCORD__TOKEN": there.token,
            "BANQUET_DISCORD__API_BASE_URL": there.api_url,
            "BANQUET_DISCORD__GATEWAY_URL": there.gateway.url,
        }
        async with banquet_in(folder, **settings) as banquet, open_platform(banquet, "discord"):
            await there.gateway.connected()
            for name, (command, values) in ASKED.items():
                answer = await (await there.slash(command, values)).answered()
                golden(f"discord/founding_{name}.json",
                       json.dumps(answer.embeds, ensure_ascii=False, indent=2) + "\n")  # fmt: skip
                texts[name] = "\n".join(
                    f"{e.get('title', '')}\n{e.get('description', '')}" for e in answer.embeds
                )
        await there.gateway.disconnected()
    assert_founding_day(*(texts[name] for name in ASKED))
