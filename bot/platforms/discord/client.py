"""The gateway client: no privileged intents, no caches, one door."""

import asyncio
import logging

import discord

from bot.core.clock import Clock
from bot.core.pictures import Painter
from bot.core.ports import Buttons, Notes
from bot.platforms.discord.door import Door
from bot.platforms.discord.guilds import GuildLife
from bot.platforms.discord.preparing import Preparation
from bot.platforms.discord.talk import Core
from bot.platforms.discord.tree import BanquetTree

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 50.0
"""Seconds before a new session; discord.py gives up a connection attempt after 60."""
NEWS_EVERY = 60.0
"""Seconds between looks for servers that were joined."""
_log = logging.getLogger(__name__)


class BanquetClient(discord.Client):
    """discord.py's client for slash commands and buttons alone."""

    def __init__(
        self,
        core: Core,
        buttons: Buttons,
        notes: Notes,
        clock: Clock,
        guilds: GuildLife | None = None,
        painter: Painter | None = None,
    ) -> None:
        """Build the command tree; raise OperatorError where Discord would refuse it."""
        super().__init__(
            # Interactions come without any intent, and bring their guild, channel and member;
            # of servers we are told when the bot is let in or put out.
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            guild_ready_timeout=0,
        )
        self._clock = clock
        self._notes = notes
        self._core = core
        self._guilds = guilds
        self._sessions = 0
        self._news: asyncio.Task[None] | None = None
        self.door = Door(core, Preparation(core, buttons, clock, painter), clock)
        self.tree = BanquetTree(self, core, self.door)

    async def setup_hook(self) -> None:
        """Send the commands once logged in; a refusal leaves those that Discord has."""
        if self._guilds:
            self._news = asyncio.create_task(self._hear_news())
        try:
            if await self.tree.sync_when_changed(self._notes):
                _log.info("the slash commands were sent to Discord")
        except (discord.HTTPException, discord.app_commands.AppCommandError) as failure:
            _log.error("Discord did not take the slash commands: %s", failure)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take presses of buttons; commands come through the tree."""
        if interaction.type is not discord.InteractionType.component or not interaction.data:
            return
        if self.door.admits(interaction):
            await self.door.press(interaction, str(interaction.data.get("custom_id", "")))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Take in that the bot was let into a server."""
        # Of a server that has an outage nothing is known yet, not even the bot's own membership.
        if self._guilds and not guild.unavailable:
            await self._guilds.joined(guild, self._core)

    async def _hear_news(self) -> None:
        """Look for new servers now and then: in a new session discord.py tells of none."""
        while True:
            await self.wait_until_ready()
            for guild in self.guilds:
                await self.on_guild_join(guild)
            await self._clock.sleep(NEWS_EVERY)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Take in that the bot was put out, or the server is no more."""
        if self._guilds:
            await self._guilds.removed(guild)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002 - discord.py's signature
        """Wait before a new session, longer each time: Discord allows 1,000 a day."""
        if not initial:
            await self._clock.sleep(min(FIRST_PAUSE * 2**self._sessions, LONGEST_PAUSE))
            self._sessions += 1

    async def on_resumed(self) -> None:
        """Forget earlier breaks once a session was taken up again."""
        self._sessions = 0

    async def close(self) -> None:
        """Let answers under way leave, then close."""
        if self._news:
            self._news.cancel()
        await self.door.finish()
        await super().close()
