"""A chat's life: the bot is sent away and comes back, a chat gets another id, or is forgotten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeAlias

from bot.core.clock import Clock
from bot.core.principals import Chat
from bot.core.run_times import RunTimes
from bot.core.schedules import UnknownZone
from bot.core.subscriptions import Pause, Subscription

Resume: TypeAlias = Callable[[Subscription], Subscription]
"""Let an order run again: pure, for it is called within a transaction."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows were deleted, by what they were."""

    settings: int = 0
    subscriptions: int = 0
    messages: int = 0
    buttons: int = 0
    updates: int = 0
    """What was received from the chat; its text is gone, its number stays for a week."""
    baskets: int = 0
    editors: int = 0
    changes: int = 0
    """Entries of the record of changes."""
    named: int = 0
    """Rows of others, which stay but name the person no more."""


class ChatLife(Protocol):
    """What becomes of all that is stored about a chat; everything may be done twice."""

    async def away(self, chat: Chat, reason: str, at: datetime) -> None:
        """Let the chat's orders rest and drop what waits for it; its settings stay."""

    async def heard(self, chat: Chat, at: datetime) -> None:
        """Note that the chat was answered."""

    async def is_away(self, chat: Chat) -> bool:
        """Tell whether the chat is known to be out of reach."""

    async def back(self, chat: Chat, resume: Resume) -> int:
        """Let orders run again that rested because the bot was away; return how many."""

    async def moved(self, platform: str, old: int, new: int, at: datetime) -> None:
        """Give everything of a chat its new id."""

    async def newest(self, chat: Chat) -> Chat:
        """Return the chat under the id that it goes by now."""

    async def forget(self, chat: Chat, person: int, at: datetime) -> Forgotten:
        """Delete everything about a chat; `person` is who alone is in it, 0 for a group."""

    async def forget_person(self, platform: str, person: int, at: datetime) -> Forgotten:
        """Delete what is a person's own in all chats, and name them nowhere any more."""


@dataclass(frozen=True, slots=True)
class Life:
    """What chats go through, in terms of their orders."""

    store: ChatLife
    run_times: RunTimes
    clock: Clock

    async def heard(self, chat: Chat) -> None:
        """Take a word from a chat as the sign that the bot is there again."""
        if await self.store.is_away(chat):
            await self.back(chat)

    async def back(self, chat: Chat) -> int:
        """Let the chat's orders run again, from now on; return how many did not."""
        now = self.clock.now()
        return await self.store.back(chat, lambda order: resumed(order, self.run_times, now))

    async def away(self, chat: Chat, reason: str) -> None:
        """Note that the chat is out of reach."""
        await self.store.away(chat, reason, self.clock.now())

    async def moved(self, platform: str, old: int, new: int) -> None:
        """Note that a chat has another id."""
        await self.store.moved(platform, old, new, self.clock.now())

    async def newest(self, chat: Chat) -> Chat:
        """Return the chat under the id that it goes by now."""
        return await self.store.newest(chat)


def resumed(order: Subscription, run_times: RunTimes, now: datetime) -> Subscription:
    """Return an order with its next run; runs that were missed meanwhile are not made up."""
    try:
        coming = run_times.coming(order, now, 1)
    except UnknownZone:
        return replace(order, pause=Pause.ZONE, next=None)
    return replace(order, pause=Pause.NONE, next=coming[0] if coming else None)


def counts(forgotten: Forgotten) -> Mapping[str, int]:
    """Return the numbers by name, for machines."""
    return {name: getattr(forgotten, name) for name in Forgotten.__slots__}
