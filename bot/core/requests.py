"""One question as it reaches the core, the same from every platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.principals import Chat, Principal
from bot.core.settings import Layers


@dataclass(frozen=True, slots=True)
class Named:
    """A command with its values already apart, as Discord and the web form send it."""

    command: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why the clock runs a line: the session that the run is for, and how the run stands."""

    session: date
    """The Taipei session date whose figures are meant; never replaced by another one."""
    final: bool = False
    """The deadline has passed: answer with what there is and name the gaps."""


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
    occasion: Occasion | None = None
    """Set where the clock, not a person, runs the line."""
    id: str | None = None
    """The platform's own name of a typed question, so that a later answer can refer to it."""
    links: bool = False
    """Whether the door can lead from this chat into a private one."""
    about: int | None = None
    """The id of the person whose message this one replies to, where the platform vouches for it."""
    layers: Layers | None = None
    """What the readers chose, where the clock runs the line for many chats at once."""
