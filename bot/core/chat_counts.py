"""How many chats there are: numbers, never names or what is said there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Counted:
    """The chats of one platform and kind."""

    platform: str
    kind: str
    """`private`, `group`, or "" where no chat told."""
    chats: int
    active: int
    """With a subscription that runs, or answered lately, and in reach."""
    away: int
    subscriptions: int


class ChatCounts(Protocol):
    """Counts of chats."""

    async def counted(self, since: datetime) -> Sequence[Counted]:
        """Count chats; active are those that were answered since an instant, or subscribe."""
