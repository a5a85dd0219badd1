"""A small core with four commands, so that the door can be tested without the market."""

import asyncio
from dataclasses import dataclass, field

from bot.core.access import Doorkeeper
from bot.core.clock import Clock
from bot.core.failures import reply_to
from bot.core.gates import Asked
from bot.core.i18n import say_in
from bot.core.ports import Admins
from bot.core.principals import Access, Chat
from bot.core.registry import Registry, Section
from bot.core.replies import Button, Reply, paragraph
from bot.core.requests import Request
from bot.core.setting_list import settled
from bot.core.settings import Layers
from bot.core.understanding import Understood, understand


def small_registry() -> Registry:
    """Declare the four commands."""
    registry = Registry()

    @registry.command("move", bare=True)
    async def move() -> Reply:
        """How a stock moved in one session."""
        return Reply("move")

    @registry.command("help", section=Section.GENERAL)
    async def help_() -> Reply:
        """What this bot can do."""
        return Reply("help")

    @registry.command("set", section=Section.SETTINGS, access=Access.ADMIN)
    async def set_() -> Reply:
        """Change something in this chat."""
        return Reply("set")

    @registry.command("break")
    async def break_() -> Reply:
        """Fail."""
        return Reply("break")

    return registry


@dataclass(slots=True)
class SmallCore:
    """Answer with what was asked; remembers every request that reached it."""

    clock: Clock
    admins: Admins
    registry: Registry = field(default_factory=small_registry)
    asked: list[Request] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None
    """When set, questions wait for it."""

    async def answer(self, request: Request) -> Reply | None:
        """Answer as the real core does: silence, a designed refusal, or a reply."""
        meant = understand(self.registry, request)
        if not isinstance(meant, Understood):
            return None
        self.asked.append(request)
        if self.gate:
            await self.gate.wait()
        return await self.refusal(request) or self._done(meant, request)

    async def refusal(self, request: Request) -> Reply | None:
        """Refuse as the real core does."""
        meant, say = understand(self.registry, request), say_in("en")
        if not isinstance(meant, Understood):
            return None
        try:
            keeper = Doorkeeper({"telegram": self.admins}, (), self.clock)
            await keeper.check(Asked(meant.command, request, settled(Layers(), {}), say))
        except Exception as failure:  # noqa: BLE001 - as the real core
            return reply_to(failure, meant.command.name, request.text, say)
        return None

    def _done(self, meant: Understood, request: Request) -> Reply:
        """Do what was asked."""
        name, words = meant.command.name, " ".join(meant.words)
        self.effects.append(f"{name} {words}".strip())
        if name == "break":
            return Reply("x", blocks=(object(),))  # type: ignore[arg-type]  # a renderer's bad day
        again = Button("again", f"/move {words} again")
        return Reply(f"{name}: {words}", (paragraph(str(request.principal.id)),), ((again,),))

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Speak English."""
        assert chat.platform == "telegram"
        assert hint in (None, "zh-TW", "en")
        return "en"
