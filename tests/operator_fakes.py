"""What the operator decides for all chats, in memory; fakes of the ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.audit import Author
from bot.core.bans import Ban, Bans
from bot.core.broadcasts import Broadcast, Layout, Progress
from bot.core.chat_counts import Counted
from bot.core.notice_board import Notice, NoticeBoard
from bot.market.bilingual import Bilingual
from tests.chat_life_fakes import MemoryPersonalData


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


@dataclass
class MemoryBroadcasts:
    """One draft and one broadcast to a hundred chats; implements the Broadcasts port."""

    drafted: Broadcast | None = None
    latest_one: Broadcast | None = None

    async def audience(self, now: datetime) -> Mapping[str, int]:
        """Return how many chats there are."""
        assert now.tzinfo
        return {"telegram": 100}

    async def draft(self, text: Bilingual, at: datetime) -> int:
        """Keep a draft."""
        self.drafted = Broadcast(int(at.timestamp()), text)
        return self.drafted.number

    async def send(self, number: int, by: Author) -> bool:
        """Let the draft leave."""
        assert by.key
        if self.drafted is None or self.drafted.number != number:
            return False
        self.latest_one, self.drafted = self.drafted, None
        return True

    async def stop(self, by: Author) -> int | None:
        """Drop everything."""
        assert by.key
        return 100 if self.latest_one else None

    async def latest(self) -> Broadcast | None:
        """Return what was confirmed."""
        return self.latest_one

    async def progress(self, number: int) -> Sequence[Progress]:
        """Return that everything waits."""
        assert number
        return [Progress("telegram", 100, 0, 0, 0)]

    async def carry_out(
        self, broadcast: Broadcast, layouts: Sequence[Layout], default: str, now: datetime
    ) -> int:
        """Nothing leaves from memory."""
        assert broadcast.number
        assert default
        assert now.tzinfo
        return 0 * len(layouts)


class MemoryChatCounts:
    """One group; implements the ChatCounts port."""

    async def counted(self, since: datetime) -> Sequence[Counted]:
        """Return it."""
        assert since.tzinfo
        return [Counted("telegram", "group", 1, 1, 0, 2)]


def operator_ports(bans: Bans, board: NoticeBoard) -> Mapping[str, object]:
    """Return what the operator's own commands ask for."""
    return {
        "bans": bans,
        "notice_board": board,
        "broadcasts": MemoryBroadcasts(),
        "chat_counts": MemoryChatCounts(),
        "personal_data": MemoryPersonalData(),
    }
