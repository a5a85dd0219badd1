"""What the core is to the Discord room."""

from typing import Protocol

from bot.core.parameters import Choice
from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request


class Core(Protocol):
    """The one core behind every door."""

    @property
    def registry(self) -> Registry:
        """Return all commands."""

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request; None = say nothing."""

    async def refusal(self, request: Request) -> Reply | None:
        """Return why a line may not be run here and by whom; None = it may be tried."""

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Return the chat's language; the hint counts where it has chosen none."""

    def complete(self, command: str, parameter: str, typed: str, language: str) -> list[Choice]:
        """Return up to 25 values that begin like what is typed, from memory only."""
