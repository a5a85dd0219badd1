"""Run a due line once and lay it out once, however many orders wait for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.clock import Clock
from bot.core.i18n import DEFAULT_LANGUAGE
from bot.core.principals import Chat, Principal
from bot.core.pushing import Push, Pusher
from bot.core.replies import Reply
from bot.core.requests import Occasion, Request


class Answering(Protocol):
    """What the digests need of the core."""

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request; every error becomes a designed reply."""


@dataclass(slots=True)
class Runner:
    """Answer lines for the clock; what was answered once is not asked again until `forget`."""

    core: Answering
    pushers: Mapping[str, Pusher]
    clock: Clock
    language: str = DEFAULT_LANGUAGE
    """Of chats that never chose one."""
    _replies: dict[tuple[str, str, Occasion], Reply | None] = field(default_factory=dict)

    @property
    def bots(self) -> Mapping[str, str]:
        """Return the sending account of each platform."""
        return {name: pusher.bot for name, pusher in self.pushers.items()}

    def forget(self) -> None:
        """Drop the answers: figures may have come meanwhile."""
        self._replies.clear()

    def spoken(self, language: str) -> str:
        """Return the language of chats that chose this one, "" meaning none."""
        return language or self.language

    async def reply(self, line: str, language: str, occasion: Occasion) -> Reply | None:
        """Return the answer to a line on an occasion."""
        key = (line, language, occasion)
        if key not in self._replies:
            # Nobody's chat: what the clock runs may not depend on who reads it.
            request = Request(
                Chat("clock", 0), Principal("clock", 0, admin=False), line, self.clock.now(),
                addressed=True, speak=self.spoken(language), occasion=occasion,
            )  # fmt: skip
            self._replies[key] = await self.core.answer(request)
        return self._replies[key]

    def push(self, platform: str, language: str, reply: Reply) -> Push:
        """Lay a reply out for a platform."""
        return self.pushers[platform].push(reply, self.spoken(language))
