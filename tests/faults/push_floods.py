"""Penalties in the middle of a push, of the bot and of single chats, also over restarts.

    python tests/faults/push_floods.py [--seed N] [--penalties N]

Nothing may be tried inside a penalty once it was told and 200 ms have passed; after a penalty of
the bot messages flow again within two seconds; a chat's own penalty stops nobody else.
"""

import argparse
import asyncio
import random
import sys
import time
from dataclasses import dataclass

from tests.faults.pushing import Push, push
from tests.standins.telegram.faults import Flood

FIRST_CHAT = 200_000
GRACE_SECONDS, RESUMED_SECONDS = 0.2, 2.0
RESTART_EVERY = 12
"""Penalties between two kills of the program."""


@dataclass
class Result:
    """What became of the penalties."""

    penalties: int = 0
    met: int = 0
    """Penalties that the bot ran into; the others passed unseen."""
    early: int = 0
    """Calls inside a penalty that the bot knew of."""
    slowest: float = 0.0
    """Seconds from the end of a bot's penalty to the next message, at most."""
    restarts: int = 0
    lost: int = 0

    @property
    def good(self) -> bool:
        """Tell whether the promises were kept."""
        return not (self.early or self.lost) and self.slowest <= RESUMED_SECONDS


async def flood_pushes(penalties: int, seed: int) -> Result:
    """Push to as many chats as the penalties need, and throw penalties in."""
    chance, result = random.Random(seed), Result(penalties)  # noqa: S311 - repeatable on purpose
    chats = list(range(FIRST_CHAT, FIRST_CHAT + 25 * penalties))
    async with push() as one:
        await one.fill(chats)
        process = await one.start("14:45:00")
        await one.heard(30)
        for number in range(1, penalties + 1):
            await _penalty(one, chats, chance, result)
            if number % RESTART_EVERY == 0:
                process.kill()
                await process.wait()
                process = await one.start(f"14:45:{10 + result.restarts % 40}")
                result.restarts += 1
                await one.heard(30)
        while await one.heard(10):
            pass
        process.terminate()
        await asyncio.wait_for(process.wait(), 15)
        result.lost = len(set(chats) - {entry.chat for entry in one.standin.world.ledger})
    return result


async def _penalty(one: Push, chats: list[int], chance: random.Random, result: Result) -> None:
    """Throw one penalty in, wait until it is over, and look at what was tried."""
    seconds = chance.uniform(1.0, 3.0)
    sent = {entry.chat for entry in one.standin.world.ledger}
    waiting = [chat for chat in chats[:-1] if chat not in sent]
    chat = None if chance.random() < 1 / 3 or not waiting else waiting[min(3, len(waiting) - 1)]
    flood = Flood(chat, time.monotonic() + seconds, seconds)
    one.standin.world.faults.floods.append(flood)
    await asyncio.sleep(seconds)
    one.standin.world.faults.floods.remove(flood)
    if flood.times:
        result.met += 1
        known = flood.times[0] + GRACE_SECONDS
        result.early += sum(at > known for at in flood.times)
    if chat is None:
        ended = time.monotonic()
        if await one.heard(RESUMED_SECONDS + 1):
            result.slowest = max(result.slowest, time.monotonic() - ended)


def main() -> int:
    """Run and tell; 1 when a promise was broken."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--penalties", type=int, default=100)
    asked = reader.parse_args()
    found = asyncio.run(flood_pushes(asked.penalties, asked.seed))
    told = (
        f"{found.penalties} penalties, {found.met} met, {found.restarts} kills: early calls"
        f" {found.early}, resumed after at most {found.slowest:.1f} s, lost {found.lost}"
    )
    print(told)  # noqa: T201 - the script's own report
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
