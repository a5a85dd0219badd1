"""What the operator decides for all chats, in memory; fakes of the ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.audit import Author
from bot.core.bans import Ban
from bot.core.notice_board import Notice


@dataclass
class MemoryBans:
    """Bans in a list; implements the BanList port."""

    held: list[Ban] = field(default_factory=list)

    async def add(self, ban: Ban, by: Author) -> bool:
        """Keep a ban unless there is one."""
        assert by.key
        new = ban.whom not in [one.whom for one in self.held]
        self.held = [ban, *self.held] if new else self.held
        return new

    async def remove(self, ban: Ban, by: Author) -> bool:
        """Lift a ban."""
        assert by.key
        before = len(self.held)
        self.held = [one for one in self.held if one.whom != ban.whom]
        return len(self.held) < before

    async def all(self) -> Sequence[Ban]:
        """Return all bans."""
        return list(self.held)


@dataclass
class MemoryNotices:
    """Notices in a dictionary; implements the Notices port."""

    hanging: dict[Notice, str] = field(default_factory=dict)

    async def read(self) -> Mapping[Notice, str]:
        """Return the notices that hang."""
        return dict(self.hanging)

    async def put(self, kind: Notice, text: str | None, by: Author) -> None:
        """Hang a notice, or take it down."""
        assert by.key
        self.hanging.pop(kind, None)
        if text is not None:
            self.hanging[kind] = text
