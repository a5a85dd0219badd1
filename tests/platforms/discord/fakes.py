"""What the Discord room stands on in tests: a still clock, a store in memory, a scripted core."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.parameters import Choice
from bot.core.ports import StoredButton
from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.replies import Reply
from bot.core.requests import Request
from tests.fakes import FakeClock


class StillClock(FakeClock):
    """A clock that stands still; sleepers wake when it is moved past their instant."""

    def __init__(self) -> None:
        """Begin with nobody asleep."""
        super().__init__()
        self._asleep: list[tuple[float, float, asyncio.Future[None]]] = []
        self._dozed_off = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock was moved that far."""
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asleep.append((seconds, self.monotonic() + seconds, woken))
        self._dozed_off.set()
        await woken

    def move(self, seconds: float) -> None:
        """Pass time and wake who slept that long."""
        self.pass_time(seconds)
        for _, until, woken in self._asleep:
            if until <= self.monotonic() and not woken.done():
                woken.set_result(None)

    async def until_asleep(self, seconds: float) -> None:
        """Wait until somebody sleeps for so long."""
        async with asyncio.timeout(5):
            while not any(s == seconds and not woken.done() for s, _, woken in self._asleep):
                self._dozed_off.clear()
                await self._dozed_off.wait()


@dataclass
class MemoryButtons:
    """Buttons in a dictionary; implements the Buttons port."""

    held: dict[str, StoredButton] = field(default_factory=dict)
    failure: Exception | None = None

    async def keep(self, buttons: Sequence[StoredButton]) -> None:
        """Keep the buttons, or fail as told."""
        if self.failure:
            raise self.failure
        self.held |= {button.id: button for button in buttons}

    async def find(self, button_id: str) -> StoredButton | None:
        """Return a button."""
        return self.held.get(button_id)

    async def take(self, button_id: str, at: datetime) -> bool:
        """Let a button expire."""
        held = self.held[button_id]
        self.held[button_id] = replace(held, expires_at=min(held.expires_at, at))
        return held.expires_at > at


@dataclass
class MemoryNotes:
    """Notes in a dictionary; implements the Notes port."""

    held: dict[str, str] = field(default_factory=dict)

    async def read(self, key: str) -> str | None:
        """Return a note."""
        return self.held.get(key)

    async def write(self, key: str, text: str) -> None:
        """Keep a note."""
        self.held[key] = text


@dataclass
class ScriptedCore:
    """A core that says what the test tells it to, when the test lets it."""

    registry: Registry
    says: Callable[[Request], Reply | None] = lambda request: Reply(f"answer to {request.text}")
    asked: list[Request] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    choices: list[Choice] = field(default_factory=list)
    typed: list[tuple[str, str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Answer at once unless the test closes the gate."""
        self.gate.set()

    async def answer(self, request: Request) -> Reply | None:
        """Note the request and answer it once the gate is open."""
        self.asked.append(request)
        await self.gate.wait()
        return self.says(request)

    async def refusal(self, request: Request) -> Reply | None:
        """Let everything be tried."""
        del request
        return None

    async def language(self, chat: Chat, hint: str | None = None) -> str:
        """Follow the hint."""
        assert chat.platform == "discord"
        return hint or "zh-TW"

    def complete(self, command: str, parameter: str, typed: str, language: str) -> list[Choice]:
        """Note what was typed and offer what the test said."""
        self.typed.append((command, parameter, typed, language))
        return self.choices
