"""What the operator has to say to everyone: maintenance and incidents, remembered for seconds."""

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from bot.core.audit import Author
from bot.core.clock import Clock

REMEMBERED_SECONDS = 5.0
"""How long another process may take to learn of a notice."""


class Notice(StrEnum):
    """Kinds of notices; at most one of each hangs at a time."""

    MAINTENANCE = "maintenance"
    INCIDENT = "incident"


class Notices(Protocol):
    """Notices as they are stored; each change is recorded under the operator."""

    async def read(self) -> Mapping[Notice, str]:
        """Return the notices that hang."""

    async def put(self, kind: Notice, text: str | None, by: Author) -> None:
        """Hang a notice in place of an older one; None takes it down."""


class NoticeBoard:
    """The notices, read again when they are some seconds old."""

    def __init__(self, held: Notices, clock: Clock) -> None:
        """Begin without having looked."""
        self._held = held
        self._clock = clock
        self._known: Mapping[Notice, str] = {}
        self._until = -math.inf

    async def maintenance(self) -> str | None:
        """Return the sentence while maintenance is on, "" where it has no words; None = off."""
        return (await self._read()).get(Notice.MAINTENANCE)

    async def incident(self) -> str | None:
        """Return the sentence shown under answers; None = there is none."""
        return (await self._read()).get(Notice.INCIDENT)

    async def put(self, kind: Notice, text: str | None, by: Author) -> None:
        """Hang a notice or, with None, take it down; effective here at once."""
        await self._held.put(kind, text, by)
        self._until = -math.inf

    async def _read(self) -> Mapping[Notice, str]:
        """Look again where the last look is too old."""
        if self._clock.monotonic() >= self._until:
            self._known = await self._held.read()
            self._until = self._clock.monotonic() + REMEMBERED_SECONDS
        return self._known
