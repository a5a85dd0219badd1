"""Two `banquet run` on one PostgreSQL with one token; kill or freeze the leader at random.

    python tests/faults/two_instances.py [--seed N] [--rounds N]

Every line is answered; twice only where the row says that it may have been. The other instance
answers within 15 seconds. A frozen leader that wakes finds itself without its lease.
"""

import argparse
import asyncio
import random
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.together import CLOCK, LONGEST, Ward, pid_of, ward
from tests.standins.telegram.people import People

INSTANCES = 2
LINES = 30
"""Lines before and after each fault."""
LATENCY = 0.05
TAKEN_OVER_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Result:
    """What the rounds did; seconds from the fault to the first answer to a line said after it."""

    lines: int
    lost: int
    doubled: int
    inexcusable: int
    killed: int
    frozen: int
    slowest: float

    @property
    def good(self) -> bool:
        """Tell whether the promises were kept."""
        return not self.lost and not self.inexcusable and self.slowest <= TAKEN_OVER_SECONDS


@dataclass(slots=True)
class Rounds:
    """Rounds of faults over two instances."""

    over: Ward
    chance: random.Random
    killed: int = 0
    frozen: int = 0
    slowest: float = 0.0

    async def run(self) -> None:
        """Let people ask, fell the leader in the middle of it, and wait for all answers."""
        await self.over.ready(INSTANCES)
        leader = await self._leader()
        before = self._say()
        await self._answered(before, self.chance.randint(1, LINES - 5))
        began = time.monotonic()
        frozen = await self._fell(leader)
        after = self._say()
        await self._answered(after, 1)
        self.slowest = max(self.slowest, time.monotonic() - began)
        if frozen:
            await asyncio.sleep(self.chance.random())
            leader.send_signal(signal.SIGCONT)
        await self._answered([*before, *after], 2 * LINES)

    async def _fell(self, leader: asyncio.subprocess.Process) -> bool:
        """Freeze the leader, or kill it and start another; tell which."""
        if self.chance.random() < 1 / 2:
            leader.send_signal(signal.SIGSTOP)
            self.frozen += 1
            return True
        await self.over.kill(leader)
        await self.over.start("bot", "run")
        self.killed += 1
        return False

    async def _leader(self) -> asyncio.subprocess.Process:
        """Wait until an instance polls; return it."""
        async with asyncio.timeout(LONGEST):
            while not (holders := await self.over.holders("poll:")):  # noqa: ASYNC110 - as in together
                await asyncio.sleep(0.1)
        (holder,) = holders.values()
        (leader,) = (one for one in self.over.processes if one.pid == pid_of(holder))
        return leader

    def _say(self) -> list[int]:
        """Let people ask, each in a chat of their own; return the chats."""
        people = People(self.over.standin.world, CLOCK.now())
        chats = self.over.new_chats(LINES)
        for chat in chats:
            people.say("/move 2330 2025-02-03", by=chat)
        return chats

    async def _answered(self, chats: Sequence[int], count: int) -> None:
        """Wait until so many of the chats have an answer."""
        world = self.over.standin.world
        async with asyncio.timeout(LONGEST):
            while len({entry.chat for entry in world.ledger} & set(chats)) < count:
                world.changed.clear()
                await world.changed.wait()


async def fell_leaders(rounds: int, seed: int) -> Result:
    """Run rounds of faults and count."""
    async with ward(LATENCY) as over:
        for _ in range(INSTANCES):
            await over.start("bot", "run")
        faults = Rounds(over, random.Random(seed))  # noqa: S311 - repeatable on purpose
        for _ in range(rounds):
            await faults.run()
        await over.all_sent()
        await over.stop()
        copies = await over.counted()
    return Result(
        lines=len(copies.chats),
        lost=copies.lost,
        doubled=copies.doubled,
        inexcusable=copies.inexcusable,
        killed=faults.killed,
        frozen=faults.frozen,
        slowest=round(faults.slowest, 1),
    )


def main() -> int:
    """Run the long form; the exit code is 1 when a promise was broken."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--rounds", type=int, default=20)
    asked = reader.parse_args()
    result = asyncio.run(fell_leaders(asked.rounds, asked.seed))
    print(result)  # noqa: T201 - a script
    return 0 if result.good else 1


if __name__ == "__main__":
    sys.exit(main())
