"""Standing orders in a dictionary; a fake of their port."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.core.audit import Author
from bot.core.order_records import recorded_change
from bot.core.principals import Chat
from bot.core.subscriptions import Subscription
from tests.audit_fakes import MemoryAudit


def _key(order: Subscription) -> tuple[object, ...]:
    """Return what makes an order unique."""
    chat = order.chat
    return (chat.platform, chat.id, chat.topic, order.line, order.schedule.at)


class MemorySubscriptions:
    """Orders by number; implements the Subscriptions port."""

    def __init__(self, audit: MemoryAudit | None = None) -> None:
        """Begin without any."""
        self.audit = audit or MemoryAudit()
        self.rows: dict[int, Subscription] = {}

    async def of(self, chat: Chat) -> Sequence[Subscription]:
        """Return the orders of a chat."""
        here = (chat.platform, chat.id)
        return [one for one in self.rows.values() if (one.chat.platform, one.chat.id) == here]

    async def find(self, chat: Chat, number: int) -> Subscription | None:
        """Return one order of this chat."""
        return next((one for one in await self.of(chat) if one.id == number), None)

    async def add(self, wanted: Subscription, by: Author) -> tuple[Subscription, bool]:
        """Store an order unless it is there."""
        twin = next((one for one in self.rows.values() if _key(one) == _key(wanted)), None)
        if twin:
            return twin, False
        kept = replace(wanted, id=len(self.rows) + 1)
        self.rows[kept.id] = kept
        self._record(by, None, kept)
        return kept, True

    async def change(self, changed: Subscription, by: Author) -> bool:
        """Replace an order of its chat, unless another one is the same."""
        before = await self.find(changed.chat, changed.id)
        if before is None:
            return False
        others = [one for one in self.rows.values() if one.id != changed.id]
        if any(_key(one) == _key(changed) for one in others):
            return False
        self.rows[changed.id] = changed
        self._record(by, before, changed)
        return True

    async def remove(self, chat: Chat, numbers: Collection[int], by: Author) -> int:
        """Remove orders of this chat."""
        mine = [one.id for one in await self.of(chat) if one.id in numbers]
        for number in mine:
            self._record(by, self.rows.pop(number), None)
        return len(mine)

    def _record(self, by: Author, before: Subscription | None, after: Subscription | None) -> None:
        """Note a change."""
        order = before or after
        assert order
        old, new = recorded_change(before, after)
        self.audit.record(order.chat, by, f"subscription:{order.id}", old, new)
