"""What one question costs the core: parse, look up, say. No database, no network, no platform.

    python -m bench.ask [rounds]

Every command's first example is asked `rounds` times (default 500) over the bundled archive held in
memory, and a few lines that people mistype. A median is to stay at or below one millisecond. The
time is that of the processor: nothing waits here, and other programs' turns are none of our cost.
"""

import asyncio
import sys
from collections.abc import Iterable
from datetime import datetime
from time import process_time

from bench.support.figures import middle, p95, table
from bench.support.memory import core_in_memory
from bot.core.clock import TAIPEI, ShiftedClock
from bot.core.core import Core
from bot.core.principals import Chat, Principal
from bot.core.requests import Request

ASKED = datetime(2026, 2, 2, 15, 0, tzinfo=TAIPEI)
"""An afternoon after the last session of the bundled archive."""
MISTYPED = ("台積電 2/3", "/move 9999x", "/move 2330 2025-02-01", "/mvoe 2330")
_TARGET_MS = 1.0
_WARM_UP = 20


def lines_of(core: Core) -> Iterable[str]:
    """Return each command's first example, else its name, and what people mistype."""
    for command in core.registry.commands:
        yield command.examples[0] if command.examples else f"/{command.name}"
    yield from MISTYPED


async def _times(core: Core, line: str, rounds: int) -> list[float]:
    """Ask a line again and again; return milliseconds of the processor."""
    request = Request(
        Chat("console", 0), Principal("console", 0, local=True), line, ASKED, addressed=True
    )
    spent = []
    for _ in range(_WARM_UP + rounds):
        began = process_time()
        await core.answer(request)
        spent.append((process_time() - began) * 1000)
    return spent[_WARM_UP:]


async def _rows(rounds: int) -> list[tuple[str, str, str, str]]:
    """Measure every line."""
    core = core_in_memory(ShiftedClock(ASKED))
    rows = []
    for line in lines_of(core):
        spent = await _times(core, line, rounds)
        held = "yes" if sorted(spent)[len(spent) // 2] <= _TARGET_MS else "no"
        rows.append((f"`{line}`", middle(spent), p95(spent), held))
    return rows


def main() -> None:
    """Print median and p95 of each line."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    rows = asyncio.run(_rows(rounds))
    print(f"The core alone, {rounds} times each, milliseconds of the processor:\n")
    print(table(("line", "median", "p95", f"median <= {_TARGET_MS:g} ms"), rows))


if __name__ == "__main__":
    main()
