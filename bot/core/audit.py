"""Who changed what in a chat, and when: kept for a year, ids only, no secrets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.core.principals import Chat

UNDO_WITHIN: Final = timedelta(days=1)
"""How long the last change of a chat can be taken back."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, as the platform verified it, and when."""

    key: str
    """`platform:id`; an anonymous admin goes by the id of the group itself."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One change; `what` is `kind:name`, `old` and `new` are JSON, None = there was or is none."""

    id: int
    chat: Chat
    author: str
    at: datetime
    what: str
    """Such as `setting:colors`, `basket:mine`, `subscription:12`, `editor:555`."""
    old: str | None
    new: str | None
    undone: bool = False


class Audit(Protocol):
    """The record of changes; each look-up is confined to one chat."""

    async def entries(self, chat: Chat, limit: int, before: int | None = None) -> Sequence[Entry]:
        """Return a chat's changes, newest first; `before` is an entry's id."""

    async def find(self, chat: Chat, number: int) -> Entry | None:
        """Return one change of this chat; None also where it is another chat's."""

    async def last(self, chat: Chat) -> Entry | None:
        """Return the newest change of a chat that was not taken back."""
