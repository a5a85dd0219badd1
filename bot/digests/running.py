"""Run a due line once and lay it out once, however many orders wait for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.core.clock import Clock
from bot.core.i18n import DEFAULT_LANGUAGE
from bot.core.planning import Variant
from bot.core.principals import Chat, Principal
from bot.core.pushing import Push, Pusher
from bot.core.reads import read_reads
from bot.core.replies import Reply
from bot.core.requests import Occasion, Request
from bot.core.settings import Settings
from bot.digests.sounds import Sound, sound_of


class Answering(Protocol):
    """What the digests need of the core."""

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request; every error becomes a designed reply."""

    async def settings(self, request: Request) -> Settings:
        """Return the values that hold where a question is asked."""


@dataclass(slots=True)
class Runner:
    """Answer lines for the clock; what was answered once is not asked again until `forget`."""

    core: Answering
    pushers: Mapping[str, Pusher]
    clock: Clock
    language: str = DEFAULT_LANGUAGE
    """Of chats that never chose one."""
    ended: Callable[[], None] = lambda: None
    """Called when what was read for the answers is out of date as well."""
    _replies: dict[tuple[str, str, Occasion, str], Reply | None] = field(default_factory=dict)

    @property
    def bots(self) -> Mapping[str, str]:
        """Return the sending account of each platform."""
        return {name: pusher.bot for name, pusher in self.pushers.items()}

    def forget(self) -> None:
        """Drop the answers: figures may have come meanwhile."""
        self._replies.clear()
        self.ended()

    async def spoken(self, variant: Variant) -> str:
        """Return the language that a variant's readers chose, or else everybody's."""
        settings = await self.core.settings(self._request(variant, variant.line, None))
        return settings["language"] or self.language

    async def reply(self, variant: Variant, line: str, occasion: Occasion) -> Reply | None:
        """Return the answer that a variant's readers get to a line on an occasion."""
        request = self._request(variant, line, occasion)
        key = (line, variant.reads, occasion, request.chat.platform)
        if key not in self._replies:
            spoken = replace(request, speak=await self.spoken(variant))
            self._replies[key] = await self.core.answer(spoken)
        return self._replies[key]

    async def sound(self, variant: Variant, key: str) -> Sound:
        """Return how a push of one kind arrives at a variant's readers."""
        settings = await self.core.settings(self._request(variant, variant.line, None))
        return sound_of(key, settings, self.clock.now())

    def _request(self, variant: Variant, line: str, occasion: Occasion | None) -> Request:
        """Make the request of a variant's readers."""
        reads = read_reads(variant.reads)
        # Nobody's chat, unless its baskets are its own: else an answer is the same for all.
        chat = Chat("clock", 0)
        if reads.own_chat is not None:
            chat = Chat(variant.platform, reads.own_chat)
        return Request(
            chat, Principal("clock", 0, admin=False), line, self.clock.now(),
            addressed=True, occasion=occasion, layers=reads.layers,
        )  # fmt: skip

    async def push(self, variant: Variant, reply: Reply) -> Push:
        """Lay a reply out for a variant's platform."""
        return self.pushers[variant.platform].push(reply, await self.spoken(variant))
