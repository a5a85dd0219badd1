"""What happens to a server as a whole: the bot is let in, comes back, or is put out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

import discord

from bot.core.chat_life import Life
from bot.core.clock import Clock
from bot.core.i18n import say_in
from bot.core.ports import Buttons, Outbox
from bot.core.principals import Chat, ChatKind
from bot.core.pushing import Pusher
from bot.core.sending import PUSH, Kind, Part
from bot.core.welcome import greeting, welcome
from bot.platforms.discord.asking import PLATFORM, language_of_guild

NEWS: Final = timedelta(hours=1)
"""A joining that is longer ago is not greeted any more."""


class Speaking(Protocol):
    """What is needed of the core."""

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Return the language a chat reads."""


@dataclass(frozen=True, slots=True)
class GuildLife:
    """Greet a server once, through the outbox; rest its orders when the bot is put out."""

    life: Life
    outbox: Outbox
    buttons: Buttons
    pusher: Pusher
    clock: Clock
    wake: Callable[[], None]
    _greeted: set[tuple[int, datetime]] = field(default_factory=set)

    async def joined(self, guild: discord.Guild, core: Speaking) -> None:
        """Welcome a new server; where orders were resting, say that they go on.

        Whatever is told again, also after a restart, is the same joining.
        """
        chat, joined = _chat(guild), guild.me.joined_at or self.clock.now()
        if self.clock.now() - joined > NEWS or (guild.id, joined) in self._greeted:
            return
        self._greeted.add((guild.id, joined))
        resting, channel = await self.life.back(chat), channel_for(guild)
        if channel is None:
            return
        language = await core.language(chat, language_of_guild(guild.preferred_locale))
        say = say_in(language)
        push = self.pusher.push(greeting(say) if resting else welcome(say), language)
        await self.buttons.keep(push.buttons)
        key = f"{self.pusher.bot}:welcome:{guild.id}:{joined:%Y%m%dT%H%M%S}"
        parts = [
            Part(f"{key}:{n}", self.pusher.bot, guild.id, PUSH, body,
                 kind=Kind.NOTICE, topic=channel.id)
            for n, body in enumerate(push.bodies)
        ]  # fmt: skip
        await self.outbox.add(parts)
        self.wake()

    async def removed(self, guild: discord.Guild) -> None:
        """Let the server's orders rest; its settings stay."""
        await self.life.away(_chat(guild), "removed")


def channel_for(guild: discord.Guild) -> discord.TextChannel | None:
    """Return where the bot may write: the server's own choice, else the first one."""
    asked = (guild.system_channel, *guild.text_channels)
    return next((one for one in asked if one is not None and _may_write(one, guild.me)), None)


def _may_write(channel: discord.TextChannel, me: discord.Member) -> bool:
    """Tell whether a message with a card would be taken."""
    may = channel.permissions_for(me)
    return may.view_channel and may.send_messages and may.embed_links


def _chat(guild: discord.Guild) -> Chat:
    """Return a server as the one chat that it is."""
    return Chat(PLATFORM, guild.id, ChatKind.GROUP)
