"""Chats and persons that get no answer: the operator's list, remembered for seconds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.audit import Author
from bot.core.clock import Clock
from bot.core.principals import Chat, Principal

REMEMBERED_SECONDS = 5.0
"""How long another process may take to learn of a ban."""


class Banned(StrEnum):
    """What a ban is about."""

    CHAT = "chat"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Ban:
    """One chat or person that gets no answer."""

    kind: Banned
    platform: str
    id: int
    reason: str = ""
    made_at: datetime | None = None

    @property
    def whom(self) -> tuple[Banned, str, int]:
        """Return what the ban is found by."""
        return (self.kind, self.platform, self.id)


class BanList(Protocol):
    """Bans as they are stored; each change is recorded under the operator."""

    async def add(self, ban: Ban, by: Author) -> bool:
        """Keep a ban; False where the chat or person is banned already."""

    async def remove(self, ban: Ban, by: Author) -> bool:
        """Lift a ban; False where there is none."""

    async def all(self) -> Sequence[Ban]:
        """Return all bans, the newest first."""


class Bans:
    """The list, and a quick word on whether somebody is on it."""

    def __init__(self, held: BanList, clock: Clock) -> None:
        """Begin without having looked."""
        self._held = held
        self._clock = clock
        self._known: frozenset[tuple[Banned, str, int]] = frozenset()
        self._until = -math.inf

    async def has(self, chat: Chat, principal: Principal) -> bool:
        """Tell whether the chat or the person gets no answer."""
        if self._clock.monotonic() >= self._until:
            await self.all()
        place = (Banned.CHAT, chat.platform, chat.id)
        person = (Banned.PERSON, principal.platform, principal.id)
        return place in self._known or person in self._known

    async def add(self, ban: Ban, by: Author) -> bool:
        """Keep a ban, effective here at once; False where there was one."""
        changed = await self._held.add(ban, by)
        self._until = -math.inf
        return changed

    async def remove(self, ban: Ban, by: Author) -> bool:
        """Lift a ban, effective here at once; False where there was none."""
        changed = await self._held.remove(ban, by)
        self._until = -math.inf
        return changed

    async def all(self) -> Sequence[Ban]:
        """Return all bans, the newest first."""
        found = await self._held.all()
        self._known = frozenset(ban.whom for ban in found)
        self._until = self._clock.monotonic() + REMEMBERED_SECONDS
        return found
