"""The record of changes in memory; a fake of the port."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.audit import Author, Entry
from bot.core.principals import Chat


@dataclass
class MemoryAudit:
    """Changes in a list; implements the Audit port."""

    held: list[Entry] = field(default_factory=list)

    def record(self, chat: Chat, by: Author, what: str, old: str | None, new: str | None) -> None:
        """Note a change."""
        if old != new:
            number = len(self.held) + 1
            self.held.append(Entry(number, chat, by.key, by.at, what, old, new))

    async def entries(self, chat: Chat, limit: int, before: int | None = None) -> Sequence[Entry]:
        """Return a chat's changes, newest first."""
        mine = [one for one in reversed(self.held) if _same(one.chat, chat)]
        return [one for one in mine if before is None or one.id < before][:limit]

    async def find(self, chat: Chat, number: int) -> Entry | None:
        """Return one change of this chat."""
        return next((one for one in await self.entries(chat, 999) if one.id == number), None)

    async def last(self, chat: Chat) -> Entry | None:
        """Return the newest change that was not taken back."""
        return next((one for one in await self.entries(chat, 999) if not one.undone), None)


def _same(one: Chat, other: Chat) -> bool:
    """Tell whether two places are of one chat."""
    return (one.platform, one.id) == (other.platform, other.id)
