"""How deliveries are getting on, as a test says; a fake of the port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.delivery_health import Skipped, Status
from bot.core.principals import Chat

QUIET = Status((), (), (), "0001")


@dataclass
class MemoryDeliveryHealth:
    """Returns what was put in and notes who was asked about; implements DeliveryHealth."""

    found: Status = QUIET
    asked: list[Chat | None] = field(default_factory=list)

    async def status(self, now: datetime, chat: Chat | None = None) -> Status:
        """Return what was put in."""
        assert now.tzinfo
        self.asked.append(chat)
        return self.found

    async def refused(self) -> set[str]:
        """Return the platforms that were put in as refused."""
        return {one.platform for one in self.found.traffic if one.refused}

    async def skipped(self, since: datetime, chat: Chat | None = None) -> Sequence[Skipped]:
        """Return what was left out since."""
        assert chat is None
        return [one for one in self.found.skipped if one.last >= since]
