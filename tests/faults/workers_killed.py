"""Kill one of three workers at random, again and again, while they send; nothing may be lost.

    python tests/faults/workers_killed.py [--seed N] [--kills N]

A message may come twice only where the kill fell between the platform's taking it and our noting
so; its row says that it may have. A dead worker's shards are sent by the others within 15 seconds.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.together import LONGEST, Ward, of, pid_of, ward

WORKERS = 3
IN_FLIGHT = 8
LATENCY = 0.25
BACKLOG = 600
TAKEN_OVER_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Result:
    """What kills of workers did; seconds until a dead worker's shards were sent again."""

    sent: int
    lost: int
    doubled: int
    inexcusable: int
    kills: int
    shards: int
    """Shards that the dead ones held, summed up."""
    slowest: float

    @property
    def good(self) -> bool:
        """Tell whether the promises were kept."""
        excused = self.doubled <= self.kills * IN_FLIGHT and not self.inexcusable
        return not self.lost and excused and self.slowest <= TAKEN_OVER_SECONDS


async def kill_workers(rounds: int, seed: int, at_once: int = 1, backlog: int = BACKLOG) -> Result:
    """Run three workers and kill some at a time; count at the end."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    shards, slowest = 0, 0.0
    async with ward(LATENCY) as over:
        for _ in range(WORKERS):
            await over.start("bot", "worker")
        await over.ready(WORKERS)
        await _all_hold(over, backlog)
        for _ in range(rounds):
            await asyncio.sleep(chance.random() / 2)
            lost, seconds = await _kill(over, chance.sample(over.processes, at_once), backlog)
            shards, slowest = shards + lost, max(slowest, seconds)
            await _all_hold(over, backlog)
        await over.all_sent()
        await over.stop()
        copies = await over.counted()
    return Result(
        sent=len(copies.chats),
        lost=copies.lost,
        doubled=copies.doubled,
        inexcusable=copies.inexcusable,
        kills=rounds * at_once,
        shards=shards,
        slowest=round(slowest, 1),
    )


async def _all_hold(over: Ward, backlog: int) -> None:
    """Wait until each worker sends a shard, with enough to send for all."""
    async with asyncio.timeout(LONGEST):
        while True:
            await _top_up(over, backlog)
            holders = await over.holders("shard:")
            if all(of(process, holders) for process in over.processes):
                return
            await asyncio.sleep(0.1)


async def _kill(
    over: Ward, victims: Sequence[asyncio.subprocess.Process], backlog: int
) -> tuple[int, float]:
    """Kill workers, start others, and time how long their shards are nobody's."""
    holders = await over.holders("shard:")
    shards = {name for victim in victims for name in of(victim, holders)}
    began = time.monotonic()
    for victim in victims:
        await over.kill(victim)
        await over.start("bot", "worker")
    orphans, dead = set(shards), {victim.pid for victim in victims}
    async with asyncio.timeout(LONGEST):
        while orphans:
            await asyncio.sleep(0.1)
            await _top_up(over, backlog)
            holders = await over.holders("shard:")
            orphans -= {name for name, holder in holders.items() if pid_of(holder) not in dead}
    return len(shards), time.monotonic() - began


async def _top_up(over: Ward, backlog: int) -> None:
    """Keep something to send in every shard."""
    left = await over.left()
    if left < backlog // 2:
        await over.add(backlog - left)


def main() -> int:
    """Run the long form; the exit code is 1 when a promise was broken."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--kills", type=int, default=20)
    asked = reader.parse_args()
    result = asyncio.run(kill_workers(asked.kills, asked.seed))
    print(result)  # noqa: T201 - a script
    return 0 if result.good else 1


if __name__ == "__main__":
    sys.exit(main())
