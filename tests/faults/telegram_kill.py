"""Kill the running bot in the middle of 50 updates, again and again; nothing may be lost.

    python tests/faults/telegram_kill.py [--seed N] [--rounds N]

An answer may come twice only where the kill fell between Telegram's taking it and our noting so;
that many are in flight at a time, and no more.
"""

import argparse
import asyncio
import os
import random
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.core.clock import SystemClock
from tests.standins.telegram.people import People
from tests.standins.telegram.server import TelegramStandIn

UPDATES = 50
IN_FLIGHT = 8
"""Messages that the drain has on their way at once."""
WAIT = 60.0
FIRST_USER = 10_000


@dataclass(frozen=True, slots=True)
class Result:
    """What rounds of kills did: answers lost, answers that came twice, and kills that hit."""

    lost: int
    doubled: int
    most_doubled: int
    kills: int
    orphans: int
    """Updates that Telegram still holds at the end."""

    @property
    def good(self) -> bool:
        """Tell whether the promises were kept."""
        return not self.lost and not self.orphans and self.most_doubled <= IN_FLIGHT


def environment(standin: TelegramStandIn, folder: Path, mode: str, port: int) -> Mapping[str, str]:
    """Return the configuration of a bot at the stand-in."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("BANQUET_")},
        "BANQUET_BOT__DATA_DIR": str(folder),
        "BANQUET_BOT__LANGUAGE": "en",
        "BANQUET_TELEGRAM__TOKEN": standin.world.token,
        "BANQUET_TELEGRAM__API_BASE_URL": standin.url,
        "BANQUET_TELEGRAM__MODE": mode,
        "BANQUET_TELEGRAM__WEBHOOK_URL": f"https://127.0.0.1:{port}/hook",
        "BANQUET_TELEGRAM__WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "BANQUET_TELEGRAM__WEBHOOK_SECRET": "a-secret_of-a-test-0123456789",
        "BANQUET_WEB__ENABLED": "false",
        "BANQUET_SOURCES__OFFLINE": "true",
        "BANQUET_LOG__LEVEL": "warning",
    }


class Rounds:
    """Rounds of kills over one stand-in and one store."""

    def __init__(self, standin: TelegramStandIn, folder: Path, chance: random.Random) -> None:
        """Begin with an empty store."""
        self.standin = standin
        self.people = People(standin.world, SystemClock().now())
        self.folder = folder
        self.chance = chance
        self.doubled: list[int] = []
        self.lost = 0

    async def run(self, number: int, environ: Mapping[str, str]) -> None:
        """Send 50 lines, kill the bot somewhere between the first and the last answer."""
        users = range(FIRST_USER + number * UPDATES, FIRST_USER + (number + 1) * UPDATES)
        self.people.now = SystemClock().now()
        for user in users:
            self.people.say("/move 2330 2025-02-03", by=user)
        process = await self._start(environ)
        await self._answered(users, self.chance.randint(1, UPDATES - 5))
        await asyncio.sleep(self.chance.random() / 50)
        process.kill()
        await process.wait()
        process = await self._start(environ)
        try:
            await self._answered(users, UPDATES)
            # What was in flight at the kill may be sent once more, after all others.
            await asyncio.sleep(0.5)
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 10)
        self._count(users)

    async def _start(self, environ: Mapping[str, str]) -> asyncio.subprocess.Process:
        """Start the program."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=dict(environ), cwd=Path(__file__).parents[2]
        )

    async def _answered(self, users: range, count: int) -> None:
        """Wait until so many users have an answer."""
        world = self.standin.world
        try:
            async with asyncio.timeout(WAIT):
                while len({entry.chat for entry in world.ledger} & set(users)) < count:
                    world.changed.clear()
                    await world.changed.wait()
        except TimeoutError:
            return  # counted as lost

    def _count(self, users: range) -> None:
        """Compare the ledger with what was asked."""
        copies = Counter(entry.chat for entry in self.standin.world.ledger if entry.chat in users)
        self.lost += sum(not copies[user] for user in users)
        self.doubled.append(sum(count - 1 for count in copies.values()))


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def kill_rounds(rounds: int, seed: int, mode: str) -> Result:
    """Run rounds of kills and count."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        async with TelegramStandIn() as standin:
            environ = environment(standin, Path(name), mode, port)
            chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
            over = Rounds(standin, Path(name), chance)
            for number in range(rounds):
                await over.run(number, environ)
            orphans = len(standin.world.updates) if mode == "webhook" else 0
    return Result(over.lost, sum(over.doubled), max(over.doubled), rounds, orphans)


def main() -> int:
    """Run the long form; the exit code is 1 when a promise was broken."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--rounds", type=int, default=20)
    asked = reader.parse_args()
    results = []
    for mode in ("polling", "webhook"):
        result = asyncio.run(kill_rounds(asked.rounds, asked.seed, mode))
        print(f"{mode}, {asked.rounds} kills in {UPDATES} updates each: {result}")  # noqa: T201 - a script
        results.append(result.good)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
