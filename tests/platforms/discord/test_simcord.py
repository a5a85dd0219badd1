"""The client in simcord, another model of Discord, which checks members and permissions itself."""

import simcord
from discord import Permissions

from bot.platforms.discord.client import BanquetClient
from tests.fakes import Table as Banquet
from tests.platforms.discord.fakes import MemoryButtons, MemoryNotes, StillClock


def _client() -> BanquetClient:
    """Build the client over a whole Banquet in memory."""
    return BanquetClient(Banquet().core, MemoryButtons(), MemoryNotes(), StillClock())


async def test_a_member_asks_and_presses() -> None:
    """A look-up is public; its button changes the message in place."""
    async with simcord.run(_client()) as env:
        channel = env.create_guild().create_text_channel("general")
        alice = env.guild.add_member(env.create_user("alice"))
        asked = await alice.slash(channel, "move", instruments="2330", day="2025-02-03")
        assert asked.response
        assert not asked.ephemeral
        assert "台積電" in str(asked.response.embeds[0].title)
        pressed = await alice.click(asked.response, label="兆元宴")
        assert not pressed.ephemeral
        assert channel.last_message
        assert "兆元宴 12 檔" in str(channel.last_message.embeds[0].title)


async def test_only_managers_are_shown_the_settings() -> None:
    """Commands are shown as Discord shows them: by the permissions they ask for."""
    async with simcord.run(_client()) as env:
        channel = env.create_guild().create_text_channel("general")
        member = env.guild.add_member(env.create_user("alice"))
        role = env.guild.create_role("Managers", permissions=Permissions(manage_guild=True))
        manager = env.guild.add_member(env.create_user("bob"), roles=[role])
        assert "banquet_admin lang" in manager.available_commands(channel)
        assert "banquet_admin lang" not in member.available_commands(channel)
        assert "move" in member.available_commands(channel)
