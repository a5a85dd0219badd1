"""Kill the program at random moments of a push to 2,000 chats; nobody may go without a digest.

    python tests/faults/push_killed.py [--seed N] [--kills N] [--chats N]

A chat may get two copies only where the kill fell within half a second after the platform took
the first one. After every kill the database is checked, and the next message is awaited.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field

from tests.faults.pushing import Push, push

FIRST_CHAT = 50_000
EXCUSE_SECONDS = 0.5
FIRST_SEND_SECONDS = 5.0
LIFE_SECONDS = 0.7
"""The longest time that the program is let send before it is killed."""


@dataclass
class Result:
    """What the kills did."""

    chats: int = 0
    lost: int = 0
    most_copies: int = 0
    doubled: int = 0
    inexcusable: int = 0
    latest: float = 0.0
    """Seconds from a first copy that came twice to the kill after it, at most."""
    broken: int = 0
    """Integrity checks that failed."""
    slowest: float = 0.0
    """Seconds from a restart to its first message, at most."""
    kills: list[float] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Tell whether the promises were kept."""
        kept = not (self.lost or self.inexcusable or self.broken)
        return kept and self.most_copies <= 2 and self.slowest <= FIRST_SEND_SECONDS


async def kill_pushes(kills: int, chats: int, seed: int) -> Result:
    """Push to so many chats, again to others until there were enough kills; count."""
    chance, result = random.Random(seed), Result()  # noqa: S311 - repeatable on purpose
    async with push() as one:
        while len(result.kills) < kills:
            first = FIRST_CHAT + result.chats
            await one.fill(range(first, first + chats))
            result.chats += chats
            await _sent_in_pieces(one, result, kills, chance)
        _count(one, result)
    return result


async def _sent_in_pieces(one: Push, result: Result, kills: int, chance: random.Random) -> None:
    """Start and kill until all is sent; the last life goes undisturbed."""
    world, second = one.standin.world, 1
    while len({entry.chat for entry in world.ledger}) < result.chats:
        began = time.monotonic()
        process = await one.start(f"14:{45 + second // 60}:{second % 60:02}")
        second += 1
        if await one.heard(20):
            result.slowest = max(result.slowest, time.monotonic() - began)
        if len(result.kills) >= kills:
            while await one.heard(6):
                pass
            process.terminate()
            await process.wait()
            return
        await asyncio.sleep(chance.random() * LIFE_SECONDS)
        process.kill()
        result.kills.append(time.monotonic())
        await process.wait()
        result.broken += not _is_whole(one)


def _is_whole(one: Push) -> bool:
    """Tell whether the database passes its own check."""
    database = sqlite3.connect(one.database)
    try:
        return bool(database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    finally:
        database.close()


def _count(one: Push, result: Result) -> None:
    """Compare the ledger with what was due."""
    taken: dict[int, list[float]] = defaultdict(list)
    for entry in one.standin.world.ledger:
        taken[entry.chat].append(entry.at)
    result.lost = result.chats - len(taken)
    result.most_copies = max(map(len, taken.values()), default=0)
    for times in taken.values():
        for earlier in times[:-1]:
            result.doubled += 1
            gap = min((kill - earlier for kill in result.kills if kill >= earlier), default=99.0)
            result.latest = max(result.latest, gap)
            result.inexcusable += gap > EXCUSE_SECONDS


def main() -> int:
    """Run and tell; 1 when a promise was broken."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--chats", type=int, default=2_000)
    asked = reader.parse_args()
    found = asyncio.run(kill_pushes(asked.kills, asked.chats, asked.seed))
    told = (
        f"{found.chats} chats, {len(found.kills)} kills: lost {found.lost}, doubled"
        f" {found.doubled} (inexcusable {found.inexcusable}; at most"
        f" {found.latest:.2f} s before the kill), most copies {found.most_copies},"
        f" broken databases {found.broken}, first message after a restart {found.slowest:.1f} s"
    )
    print(told)  # noqa: T201 - the script's own report
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
