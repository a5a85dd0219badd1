"""People whom a group's admins let set the bot up, by their ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.core.audit import Author
from bot.core.principals import Chat

MOST_EDITORS: Final = 20


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who may set the bot up in one chat."""

    person: int
    made_by: str
    made_at: datetime


class Editors(Protocol):
    """Editors; every look-up and change is confined to one chat, every change is recorded."""

    async def of(self, chat: Chat) -> Sequence[Editor]:
        """Return a chat's editors, the oldest first."""

    async def has(self, chat: Chat, person: int) -> bool:
        """Tell whether somebody is an editor of the chat now."""

    async def add(self, chat: Chat, person: int, by: Author) -> bool:
        """Make somebody an editor; False where they were, or the chat has enough."""

    async def remove(self, chat: Chat, person: int, by: Author) -> bool:
        """Take the right back; False where they had none."""
