"""Single-use links from a group into a private chat."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.core.principals import Chat, Principal

LASTING: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link is for."""

    purpose: str
    chat: Chat


class Tickets(Protocol):
    """Tickets by what their links carry; only a hash of that is kept."""

    async def issue(self, ticket: Ticket, person: Principal, at: datetime) -> str:
        """Keep a ticket for one person and return what its link carries."""

    async def redeem(self, token: str, person: Principal, at: datetime) -> Ticket | None:
        """Use a ticket; None where it is none, another's, used, or too old."""
