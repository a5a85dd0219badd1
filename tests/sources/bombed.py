"""A program that asks for a bomb and prints what it cost: `python -m tests.sources.bombed`."""

import asyncio
import json
import resource
import sys

from bot.core.clock import SystemClock
from bot.sources.errors import SourceError
from tests.sources.asking import INDEX, OTHER, asking, settings_of

_BEAT = 0.005


def peak() -> int:
    """Return the most memory held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


async def feel(clock: SystemClock, worst: list[float]) -> None:
    """Note the longest time that the loop kept a waiting task from going on."""
    while True:
        began = clock.monotonic()
        await asyncio.sleep(_BEAT)
        worst[0] = max(worst[0], clock.monotonic() - began - _BEAT)


async def main(twse: str, tpex: str) -> None:
    """Ask once to be warm, then for the bomb; print the reason, the bytes and the seconds."""
    clock, worst, reason = SystemClock(), [0.0], ""
    async with asking(settings_of(twse, tpex), clock) as client:
        await client.get(OTHER)
        before = peak()
        pulse = asyncio.create_task(feel(clock, worst))
        try:
            await client.get(INDEX)
        except SourceError as trouble:
            reason = trouble.reason
        pulse.cancel()
    sys.stdout.write(json.dumps([reason, peak() - before, worst[0]]))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
