"""From an interaction to a request: who asks, where, and in which language."""

from datetime import datetime

import discord

from bot.core.i18n import language_of
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.requests import Named, Request

PLATFORM = "discord"


def request_of(
    interaction: discord.Interaction,
    at: datetime,
    asked: Named | str,
    *,
    private: bool,
) -> Request:
    """Make the request of a slash command or of a button's line; both certainly mean the bot.

    `private` tells whether the asker alone will see the answer.
    """
    named = asked if isinstance(asked, Named) else None
    text = "" if isinstance(asked, Named) else asked
    hint = hint_of(interaction, private=private)
    return Request(
        chat_of(interaction), principal_of(interaction), text, at,
        addressed=True, named=named, language=hint,
    )  # fmt: skip


def chat_of(interaction: discord.Interaction) -> Chat:
    """Return where it was asked; a server is one chat, so that its settings hold in all channels.

    The channel counts as its topic: what is ordered there comes there.

    Direct messages with the bot are private; those between other people are groups.
    """
    if interaction.guild_id is not None:
        return Chat(PLATFORM, interaction.guild_id, ChatKind.GROUP, interaction.channel_id)
    among_people = interaction.context.private_channel
    kind = ChatKind.GROUP if among_people else ChatKind.PRIVATE
    return Chat(PLATFORM, interaction.channel_id or interaction.user.id, kind)


def principal_of(interaction: discord.Interaction) -> Principal:
    """Return who asked, with the permissions that Discord computed and sent along.

    Where the bot is only the asker's own app, nobody is its admin.
    """
    if chat_of(interaction).kind is ChatKind.PRIVATE:
        return Principal(PLATFORM, interaction.user.id)
    may = interaction.permissions.manage_guild or interaction.permissions.administrator
    return Principal(PLATFORM, interaction.user.id, may and interaction.is_guild_integration())


def hint_of(interaction: discord.Interaction, *, private: bool) -> str:
    """Return the language to answer in where the chat has chosen none.

    A public answer follows the server's language when that is Chinese: the other value is also
    what Discord says of servers that never set any, so there the asker's own language counts.
    """
    own = language_of(str(interaction.locale)) or "en"
    server = language_of_guild(interaction.guild_locale)
    return "zh-TW" if server == "zh-TW" and not private else own


def language_of_guild(locale: discord.Locale | None) -> str | None:
    """Return the language that a server's locale stands for; None where it is none of ours."""
    return language_of(str(locale)) if locale else None
