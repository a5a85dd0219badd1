"""A platform that answers by a script, and a clock that the test moves."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.core.sending import Answer, Delivery
from tests.fakes import TODAY

CALM = 12
"""Turns of the loop after which a sleeper is taken to have nothing else to do."""
GUARD_SECONDS = 20
"""Real seconds after which a test that waits for nothing fails."""


class MovedClock:
    """A clock on which sleepers sleep until the test moves it."""

    def __init__(self, now: datetime = TODAY) -> None:
        """Show this instant."""
        self._start = now
        self._passed = 0.0
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []
        self.asleep = 0
        """How many sleep at the moment; a drain that sleeps has nothing else to do."""

    def now(self) -> datetime:
        """Return the instant shown."""
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """Return the seconds that were passed on."""
        return self._passed

    async def sleep(self, seconds: float) -> None:
        """Sleep until the clock was moved so far."""
        awake = asyncio.Event()
        heapq.heappush(self._sleepers, (self._passed + seconds, next(self._numbers), awake))
        self.asleep += 1
        try:
            await awake.wait()
        finally:
            self.asleep -= 1

    def move(self, seconds: float) -> None:
        """Move on and wake whoever slept until then."""
        self._passed += seconds
        while self._sleepers and self._sleepers[0][0] <= self._passed:
            heapq.heappop(self._sleepers)[2].set()


OK = Answer("ok", message_id=1)
Script = Callable[[Delivery], Answer]


@dataclass
class ScriptedPlatform:
    """Answer each send by the script; keep when each copy was accepted or refused."""

    clock: MovedClock
    script: Script = lambda _delivery: OK
    sent: list[tuple[float, str]] = field(default_factory=list)
    """The moment and the key of every send."""
    held: asyncio.Event | None = None
    """While set and not fired, answers wait for it."""
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    """Fires with the first message."""
    flying: int = 0
    most_flying: int = 0

    async def send(self, delivery: Delivery) -> Answer:
        """Take one message."""
        self.sent.append((self.clock.monotonic(), delivery.part.key))
        self.heard.set()
        self.flying += 1
        self.most_flying = max(self.most_flying, self.flying)
        try:
            if self.held is not None:
                await self.held.wait()
            return self.script(delivery)
        finally:
            self.flying -= 1

    @property
    def keys(self) -> list[str]:
        """Return the keys in the order in which they were sent."""
        return [key for _, key in self.sent]

    def times(self, key: str) -> list[float]:
        """Return when a key was sent."""
        by_key: dict[str, list[float]] = defaultdict(list)
        for moment, one in self.sent:
            by_key[one].append(moment)
        return by_key[key]


async def until(true: Callable[[], bool], clock: MovedClock, step: float = 0.25) -> None:
    """Move the clock on in small steps, whenever everybody sleeps, until something is true."""
    async with asyncio.timeout(GUARD_SECONDS):
        while not true():
            await rested(clock)
            clock.move(step)


async def rested(clock: MovedClock) -> None:
    """Wait until the drain has done all it can at this moment and sleeps soundly."""
    calm = 0
    async with asyncio.timeout(GUARD_SECONDS):
        while calm < CALM:
            await asyncio.sleep(0)
            calm = calm + 1 if clock.asleep else 0


async def turns(number: int) -> None:
    """Let the loop turn so many times."""
    for _ in range(number):
        await asyncio.sleep(0)
