"""One question as it reaches the core, the same from every platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.principals import Chat, Principal


@dataclass(frozen=True, slots=True)
class Named:
    """A command with its values already apart, as Discord and the web form send it."""

    command: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked, where, when, and what: a line of text or a named command.

    `addressed` is true where the bot is certainly meant: a private chat, a mention,
    a reply to the bot, `/command@ThisBot`, a slash command, a button.
    `language` is the platform's hint; a chat's stored language wins over it. `speak` is the
    language chosen for this one question and wins over both.
    """

    chat: Chat
    principal: Principal
    text: str
    at: datetime
    addressed: bool = False
    named: Named | None = None
    language: str | None = None
    speak: str | None = None
