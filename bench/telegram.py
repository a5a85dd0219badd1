"""Updates through Telegram's door: ours with its store on disk, and a bare python-telegram-bot.

    python -m bench.telegram [--updates N]

Both are served by the stand-in in this process, each from a process of its own, one after the
other in one run. Times are the stand-in's: from the moment an update can be fetched to the moment
its answer is accepted. The library's own webhook needs tornado, which is not installed here, so
both of our ways are compared with its polling.
"""

import argparse
import asyncio
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version

from bench.support.figures import p95, table
from bench.support.processes import resident, work_of
from bot.core.clock import SystemClock
from tests.standins.telegram.people import People
from tests.standins.telegram.server import TelegramStandIn
from tests.standins.telegram.world import World

UPDATES = 5000
PACES = (25, 100)
"""Updates a second; Telegram itself lets a bot answer about 27."""
PACED_SECONDS = 6
FIRST_USER = 100_000
LONGEST = 90.0
WAYS = (("python-telegram-bot, polling", "library"), ("ours, polling", "polling"),
        ("ours, webhook", "webhook"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What one bot did in the burst (seconds on the wall and of work) and at each pace.

    Latencies in milliseconds, memory in MiB.
    """

    seconds: float
    worked: float
    burst: list[float]
    paced: list[list[float]]
    memory: float


class Load:
    """People who write to the bot, each once and each in a chat of their own."""

    def __init__(self, world: World) -> None:
        """Begin with nobody."""
        self.world = world
        self.people = People(world, SystemClock().now())
        self.next = FIRST_USER

    def line(self) -> int:
        """Send one line; return its update's id."""
        self.next += 1
        return self.people.say("/move 2330 2025-02-03", by=self.next)

    async def answered(self, count: int) -> None:
        """Wait until so many chats have an answer."""
        async with asyncio.timeout(LONGEST):
            while len(self.world.ledger) < count:
                self.world.changed.clear()
                await self.world.changed.wait()

    def latencies(self, updates: list[int], first: int) -> list[float]:
        """Return milliseconds from available to accepted."""
        sent = {entry.chat: entry.at for entry in self.world.ledger[first:]}
        chats = {number: FIRST_USER + 1 + at + first for at, number in enumerate(updates)}
        return [1000 * (sent[chats[n]] - self.world.available[n]) for n in updates]


@asynccontextmanager
async def bot(way: str, standin: TelegramStandIn) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start one bot and wait until it asks for updates."""
    world = standin.world
    with tempfile.TemporaryDirectory() as folder:
        words = ["-m", "bench.support.telegram_bots"]
        if way == "library":
            words += ["library", world.token, standin.url]
        else:
            port = str(standin.port - 1)
            words += ["ours", world.token, standin.url, way, port, folder]
        process = await asyncio.create_subprocess_exec(sys.executable, *words)
        async with asyncio.timeout(LONGEST):
            while not ({"getUpdates", "setWebhook"} & set(world.calls)):  # noqa: ASYNC110 - start only
                await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        try:
            yield process
        finally:
            process.kill()
            await process.wait()


async def measure(way: str, updates: int) -> Run:
    """Measure one bot: a burst, then a steady trickle."""
    async with TelegramStandIn() as standin, bot(way, standin) as process:
        load = Load(standin.world)
        load.line()
        await load.answered(1)
        began, idle = time.perf_counter(), work_of(process.pid)
        burst = [load.line() for _ in range(updates)]
        await load.answered(1 + updates)
        seconds, worked = time.perf_counter() - began, work_of(process.pid) - idle
        latencies = load.latencies(burst, 1)
        paced = [await _at_pace(load, pace) for pace in PACES]
        return Run(seconds, worked, latencies, paced, resident(process.pid))


async def _at_pace(load: Load, pace: int) -> list[float]:
    """Send lines steadily for some seconds; return their latencies."""
    await asyncio.sleep(0.5)
    first = len(load.world.ledger)
    began, updates = time.perf_counter(), list[int]()
    for index in range(pace * PACED_SECONDS):
        await asyncio.sleep(max(0.0, began + index / pace - time.perf_counter()))
        updates.append(load.line())
    await load.answered(first + len(updates))
    return load.latencies(updates, first)


def main() -> None:
    """Measure all ways in turn and print them side by side."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--updates", type=int, default=UPDATES)
    updates = reader.parse_args().updates
    names = ("python-telegram-bot", "httpx", "aiohttp", "SQLAlchemy")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
          + ", ".join(f"{name} {version(name)}" for name in names))  # fmt: skip
    print(f"{updates} updates at once, then steadily; the same lines, in the same order, for all\n")
    rows = []
    for name, way in WAYS:
        run = asyncio.run(measure(way, updates))
        shown = (
            f"{updates / run.seconds:,.0f}",
            f"{1000 * run.worked / updates:,.2f}",
            p95(run.burst, 0),
            *(p95(paced, 1) for paced in run.paced),
            f"{run.memory:,.0f}",
        )
        rows.append([name, *shown])
    paces = [f"p95 at {pace}/s, ms" for pace in PACES]
    titles = ["bot", "updates/s", "CPU ms/update", "p95 of the burst, ms", *paces, "MiB"]
    print(table(titles, rows))


if __name__ == "__main__":
    main()
