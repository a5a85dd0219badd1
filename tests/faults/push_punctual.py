"""Push to 5,000 chats that are due at one minute, while people go on asking.

    python tests/faults/push_punctual.py [--seed N] [--chats N]

One chat in five is a group. The stand-in's ledger tells how many messages came in any second, to
any chat and to any group; people ask twice a second and wait for their answers.
"""

import argparse
import asyncio
import random
import sys
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.faults.pushing import Push, push, resident

FIRST_CHAT, FIRST_ASKER = 100_000, 900_000
RATE, WINDOW_MOST, GROUP_MOST = 27.0, 30, 20
ANSWER_SECONDS, GROWTH_MIB = 1.5, 20.0


@dataclass
class Result:
    """What the stand-in saw."""

    chats: int
    lost: int = 0
    doubled: int = 0
    seconds: float = 0.0
    most_a_second: int = 0
    least_gap: float = 99.0
    most_to_a_group: int = 0
    refused: int = 0
    answers: list[float] = field(default_factory=list)
    grown: float = 0.0

    @property
    def p95(self) -> float:
        """Return the seconds in which 95 of 100 questions were answered."""
        ordered = sorted(self.answers)
        return ordered[int(len(ordered) * 0.95)] if ordered else 99.0

    @property
    def good(self) -> bool:
        """Tell whether the targets were met."""
        paced = self.most_a_second <= WINDOW_MOST and self.most_to_a_group <= GROUP_MOST
        in_time = self.seconds <= self.chats / (RATE * 0.95)
        whole = not (self.lost or self.doubled or self.refused)
        return (
            whole and paced and in_time and self.p95 <= ANSWER_SECONDS and self.grown <= GROWTH_MIB
        )


async def push_to(chats: int, seed: int) -> Result:
    """Push, ask meanwhile, and count."""
    chance, result = random.Random(seed), Result(chats)  # noqa: S311 - repeatable on purpose
    ids = [FIRST_CHAT + n if n % 5 else -(FIRST_CHAT + n) for n in range(chats)]
    async with push() as one:
        await one.fill(ids)
        process = await one.start("14:44:57")
        try:
            await one.heard(30)
            asking = asyncio.create_task(_ask(one, result, chance))
            await _watch(one, process.pid, result)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 15)
        _count(one, result)
    return result


async def _watch(one: Push, pid: int, result: Result) -> None:
    """Wait until every chat has its message, and look at the program's memory meanwhile."""
    before, pushed = resident(pid), 0
    while await one.heard(8) and pushed < result.chats:
        result.grown = max(result.grown, resident(pid) - before)
        pushed = sum(abs(entry.chat) < FIRST_ASKER for entry in one.standin.world.ledger)


async def _ask(one: Push, result: Result, chance: random.Random) -> None:
    """Ask every two seconds, each time as somebody else."""
    waiting: set[asyncio.Task[None]] = set()
    for asker in range(FIRST_ASKER, FIRST_ASKER + 10_000):
        waiting.add(asyncio.create_task(_answered(one, asker, result)))
        await asyncio.sleep(chance.uniform(1.5, 2.5))


async def _answered(one: Push, asker: int, result: Result) -> None:
    """Ask and wait for the answer."""
    world, began = one.standin.world, time.monotonic()
    one.people.say("/move 2330 2025-02-03", by=asker)
    async with asyncio.timeout(30):
        while not world.shown(asker):
            world.changed.clear()
            await world.changed.wait()
    result.answers.append(time.monotonic() - began)


def _sent(one: Push) -> dict[int, list[float]]:
    """Return when each pushed chat got its copies."""
    taken: dict[int, list[float]] = defaultdict(list)
    for entry in one.standin.world.ledger:
        if abs(entry.chat) < FIRST_ASKER:
            taken[entry.chat].append(entry.at)
    return taken


def _count(one: Push, result: Result) -> None:
    """Measure the ledger."""
    taken = _sent(one)
    result.lost = result.chats - len(taken)
    result.doubled = sum(len(times) - 1 for times in taken.values())
    pushed = sorted(at for times in taken.values() for at in times)
    result.seconds = pushed[-1] - pushed[0]
    everything = sorted(entry.at for entry in one.standin.world.ledger)
    result.most_a_second = _most_within(everything, 1.0)
    for chat, times in taken.items():
        if chat < 0:
            result.most_to_a_group = max(result.most_to_a_group, _most_within(times, 60.0))
    result.refused = len(one.standin.world.faults.floods)


def _most_within(times: Sequence[float], seconds: float) -> int:
    """Return the most instants in any window of that length."""
    return max(
        (bisect_left(times, start + seconds) - at for at, start in enumerate(times)), default=0
    )


def main() -> int:
    """Run and tell; 1 when a target was missed."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--chats", type=int, default=5_000)
    asked = reader.parse_args()
    found = asyncio.run(push_to(asked.chats, asked.seed))
    rate = found.chats / found.seconds if found.seconds else 0.0
    told = (
        f"{found.chats} chats in {found.seconds:.0f} s ({rate:.1f}/s): lost {found.lost}, doubled"
        f" {found.doubled}, most in a second {found.most_a_second}, most to a group in a minute"
        f" {found.most_to_a_group}; {len(found.answers)} answers, p95 {found.p95:.2f} s; grew"
        f" {found.grown:.0f} MiB"
    )
    print(told)  # noqa: T201 - the script's own report
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
