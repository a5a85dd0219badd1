"""The whole room between the stand-in and a small core; messages leave through a plain courier."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from bot.core.clock import SystemClock
from bot.core.sending import Answer, Delivery
from bot.platforms.telegram.admins import TelegramAdmins
from bot.platforms.telegram.run import run
from bot.platforms.telegram.sender import TelegramSender
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.transport import Transport
from tests.chat_life_fakes import MemoryChatLife, life_on
from tests.platforms.telegram.memory import MemoryButtons, MemoryInbox, MemoryNotes
from tests.platforms.telegram.talking import SmallCore
from tests.standins.telegram.people import People
from tests.standins.telegram.server import TelegramStandIn
from tests.standins.telegram.world import World

WAIT = 60.0
"""Seconds after which a test that waits has failed; ten thousand updates are the longest wait."""


class TestClock(SystemClock):
    """The real clock with short waits, so that pauses of seconds do not cost any."""

    __test__ = False

    def __init__(self) -> None:
        """Remember every wait that was asked for."""
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Wait a hundredth of what was asked."""
        self.waits.append(seconds)
        await asyncio.sleep(seconds / 100)


@dataclass(slots=True)
class Door:
    """Everything a test of the room touches."""

    standin: TelegramStandIn
    people: People
    settings: TelegramSettings
    core: SmallCore
    transport: Transport
    clock: TestClock
    inbox: MemoryInbox = field(default_factory=MemoryInbox)
    notes: MemoryNotes = field(default_factory=MemoryNotes)
    lives: MemoryChatLife = field(default_factory=MemoryChatLife)
    answers: list[Answer] = field(default_factory=list)
    sent: int = 0

    @property
    def world(self) -> World:
        """Return what the stand-in knows."""
        return self.standin.world

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(WAIT):
            while not true():  # noqa: ASYNC110 - the conditions of tests have no event
                await asyncio.sleep(0.002)

    async def settled(self, *updates: int) -> None:
        """Wait until updates were dealt with and their messages were sent."""
        await self.until(
            lambda: (
                set(updates) <= {handled.id for handled in self.inbox.settled}
                and self.sent == len(self.inbox.parts)
            )
        )

    async def deliver(self) -> None:
        """Send parts in order, for ever."""
        sender = TelegramSender(self.transport)
        while True:
            while self.sent < len(self.inbox.parts):
                part = self.inbox.parts[self.sent]
                self.answers.append(await sender.send(Delivery(self.sent, part, 1, 1)))
                self.sent += 1
            await asyncio.sleep(0.002)


@asynccontextmanager
async def open_door(mode: str = "polling", *, start: bool = True) -> AsyncIterator[Door]:
    """Start the stand-in and the room, and stop both in order."""
    async with TelegramStandIn() as standin:
        clock = TestClock()
        settings = settings_for(standin, mode)
        transport = Transport(settings)
        core = SmallCore(clock, TelegramAdmins(transport))
        people = People(standin.world, clock.now())
        door = Door(standin, people, settings, core, transport, clock)
        tasks: list[asyncio.Future[None]] = [asyncio.create_task(door.deliver())]
        if start:
            tasks.append(run_room(door))
        try:
            yield door
        finally:
            for task in reversed(tasks):
                await stop(task)
            await transport.shutdown()


def run_room(door: Door) -> "asyncio.Future[None]":
    """Run the room as the root does."""
    return asyncio.ensure_future(
        run(
            door.settings,
            core=door.core,
            life=life_on(door.lives, door.clock),
            inbox=door.inbox,
            buttons=MemoryButtons(door.inbox),
            notes=door.notes,
            clock=door.clock,
            on_settled=lambda: None,
        )
    )


async def stop(task: "asyncio.Future[None]") -> None:
    """Cancel a task and wait for its end."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def settings_for(standin: TelegramStandIn, mode: str) -> TelegramSettings:
    """Return the settings of a bot at the stand-in."""
    port = standin.port + 10_000 if standin.port < 50_000 else standin.port - 10_000
    return TelegramSettings(
        token=standin.world.token,
        api_base_url=standin.url,
        mode="webhook" if mode == "webhook" else "polling",
        webhook_url=f"http://127.0.0.1:{port}/hook",
        webhook_listen=f"127.0.0.1:{port}",
        webhook_secret="a-secret_of-a-test",
    )
