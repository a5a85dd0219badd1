"""What the Telegram room asks of the core, of its toasts, and of the outbox."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request


class Answering(Protocol):
    """What a platform needs of the core."""

    registry: Registry

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request; None = say nothing."""

    async def refusal(self, request: Request) -> Reply | None:
        """Return why a line may not be run here and by whom; None = it may be tried."""

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Return the language a chat reads."""


Answered: TypeAlias = Callable[[str], Awaitable[int | None]]


async def not_known(_: str) -> int | None:
    """Know of no earlier answer."""
    return None


class Toasts(Protocol):
    """Answer a press; False when it was too old."""

    async def show(self, query: str, text: str = "", *, alert: bool = False) -> bool:
        """Show a short text over the chat; an alert stays until it is closed."""
