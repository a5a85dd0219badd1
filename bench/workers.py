"""Two `banquet worker` against one on the same PostgreSQL.

    python -m bench.workers [--messages N]

The stand-in takes 50 ms for a message, as a platform over a network does; each worker has 8 in
flight, so one cannot send more than 160 a second. The limits of the platform are lifted. The
workers wait, then all messages are there at once; the time is that from the first message that
the stand-in takes to the last.
"""

import argparse
import asyncio
import platform
from dataclasses import dataclass
from importlib.metadata import version

from bench.support.figures import table
from bench.support.processes import work_of
from tests.faults.together import Copies, Ward, ward

LATENCY = 0.05
MESSAGES = 4000
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """What some workers did, in seconds on the wall and of each worker's work."""

    seconds: float
    worked: list[float]
    copies: Copies


async def measure(workers: int, messages: int) -> Run:
    """Let so many workers send so many messages."""
    async with ward(LATENCY) as over:
        for _ in range(workers):
            await over.start("bench.support.unlimited_worker")
        await over.ready(workers)
        idle = _work(over)
        for done in range(0, messages, BATCH):
            await over.add(min(BATCH, messages - done))
        await over.all_sent(2 * messages * LATENCY)
        worked = [later - early for early, later in zip(idle, _work(over), strict=True)]
        times = [entry.at for entry in over.standin.world.ledger]
        await over.stop()
        return Run(times[-1] - times[0], worked, await over.counted())


def _work(over: Ward) -> list[float]:
    """Return the work of each process until now."""
    return [work_of(process.pid) for process in over.processes]


def main() -> None:
    """Measure one worker, then two, and print them side by side."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--messages", type=int, default=MESSAGES)
    messages = reader.parse_args().messages
    print(f"Python {platform.python_version()}, procrastinate {version('procrastinate')}, "
          f"psycopg {version('psycopg')}; {messages} messages\n")  # fmt: skip
    runs = [asyncio.run(measure(workers, messages)) for workers in (1, 2)]
    rows = [
        [
            str(len(run.worked)),
            f"{messages / run.seconds:,.0f}",
            f"{runs[0].seconds / run.seconds:.2f}",
            f"{1000 * sum(run.worked) / messages:.1f}",
            f"{run.copies.lost} and {run.copies.doubled}",
        ]
        for run in runs
    ]
    titles = ["workers", "messages/s", "times one", "CPU ms/message", "lost and doubled"]
    print(table(titles, rows))


if __name__ == "__main__":
    main()
