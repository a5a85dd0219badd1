"""What the tests of several processes on one PostgreSQL share: a ward, and the counting."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import TextClause, text

from bot.core.clock import SystemClock
from bot.core.sending import Part
from storage.engine import open_store
from storage.store import Store
from tests.offline import OFFLINE
from tests.postgres import running_server
from tests.standins.telegram.people import People
from tests.standins.telegram.server import TelegramStandIn

ROOT = Path(__file__).parents[2]
FIRST_CHAT = 10_000
LONGEST = 120.0
ALIVE = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '3s'"
)
LEFT = text("SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'dead', 'expired')")
MARKED = text("SELECT chat FROM outbox WHERE copies > 0")
CLOCK = SystemClock()


@dataclass
class Ward:
    """One PostgreSQL, one stand-in, and the processes that use both."""

    standin: TelegramStandIn
    store: Store
    url: str
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    chats: list[int] = field(default_factory=list)
    """Each gets one message."""

    @property
    def bot(self) -> str:
        """Return the account's name in the store."""
        return f"telegram:{self.standin.world.token.partition(':')[0]}"

    def environment(self) -> Mapping[str, str]:
        """Return the configuration of a process at the stand-in."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("BANQUET_")}
        return kept | OFFLINE | {
            "BANQUET_STORAGE__URL": self.url,
            "BANQUET_TELEGRAM__TOKEN": self.standin.world.token,
            "BANQUET_TELEGRAM__API_BASE_URL": self.standin.url,
            "BANQUET_BOT__LANGUAGE": "en",
            "BANQUET_WEB__ENABLED": "false",
            "BANQUET_DELIVERY__TELEGRAM_PER_SECOND": "1000",
            "BANQUET_DELIVERY__TELEGRAM_GROUP_PER_MINUTE": "1000",
            "BANQUET_LOG__LEVEL": os.environ.get("FAULTS_LOG", "error"),
        }  # fmt: skip

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """Start a module, such as `bot run` or `bot worker`."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *words, env=dict(self.environment()), cwd=ROOT
        )
        self.processes.append(process)
        return process

    async def kill(self, process: asyncio.subprocess.Process) -> None:
        """End a process in the middle of whatever it does."""
        self.processes.remove(process)
        process.kill()
        await process.wait()

    async def stop(self) -> None:
        """End all processes in order; what does not end in ten seconds is a fault."""
        for process in self.processes:
            process.terminate()
        async with asyncio.timeout(10):
            await asyncio.gather(*(process.wait() for process in self.processes))

    def new_chats(self, count: int) -> list[int]:
        """Make private chats exist."""
        people, first = People(self.standin.world, CLOCK.now()), FIRST_CHAT + len(self.chats)
        made = list(range(first, first + count))
        for chat in made:
            people.join(chat, "private")
        self.chats += made
        return made

    async def add(self, count: int) -> None:
        """Add messages, each to a chat of its own."""
        body = {"text": "a digest"}
        await self.store.outbox.add(
            [
                Part(f"n{chat}", self.bot, chat, "sendMessage", body, {"chat_id": chat})
                for chat in self.new_chats(count)
            ]
        )

    async def ready(self, count: int) -> None:
        """Wait until so many processes work, each with a heartbeat."""
        async with asyncio.timeout(LONGEST):
            while await self._number(ALIVE) < count:  # noqa: ASYNC110 - as in all_sent
                await asyncio.sleep(0.1)

    async def holders(self, prefix: str) -> dict[str, str]:
        """Return who holds which of the leases whose names begin so."""
        held = text(
            "SELECT name, holder FROM leases WHERE starts_with(name, :prefix)"
            " AND until > extract(epoch FROM clock_timestamp())"
        )
        rows = await self.store.database.read(lambda at: at.execute(held, {"prefix": prefix}).all())
        return {str(name): str(holder) for name, holder in rows}

    async def left(self) -> int:
        """Return how many messages are not at their end."""
        return await self._number(LEFT)

    async def _number(self, counting: TextClause) -> int:
        """Return a number of the database."""
        return int(await self.store.database.read(lambda at: at.execute(counting).scalar_one()))

    async def all_sent(self, seconds: float = LONGEST) -> None:
        """Wait until every message is at its end; the database is not asked before it may be."""
        world = self.standin.world
        async with asyncio.timeout(max(seconds, LONGEST)):
            while len(world.ledger) < len(self.chats):
                world.changed.clear()
                await world.changed.wait()
            while await self.left():  # noqa: ASYNC110 - other processes have no event for us
                await asyncio.sleep(0.2)

    async def counted(self) -> "Copies":
        """Compare what the platform took with the rows."""
        taken = Counter(entry.chat for entry in self.standin.world.ledger)
        rows = await self.store.database.read(lambda at: at.execute(MARKED).scalars().all())
        return Copies(self.chats, taken, set(rows))


@dataclass(frozen=True)
class Copies:
    """How often each chat got its message, and which rows say that it may have come twice."""

    chats: Sequence[int]
    taken: Counter[int]
    marked: set[int]

    @property
    def lost(self) -> int:
        """Return how many messages never came."""
        return sum(chat not in self.taken for chat in self.chats)

    @property
    def doubled(self) -> int:
        """Return how many came more than once."""
        return sum(count > 1 for count in self.taken.values())

    @property
    def inexcusable(self) -> int:
        """Return how many came twice though their rows do not say so, or three times."""
        twice = [chat for chat, count in self.taken.items() if count > 1]
        return sum(chat not in self.marked or self.taken[chat] > 2 for chat in twice)


@asynccontextmanager
async def ward(latency: float) -> AsyncIterator[Ward]:
    """Start PostgreSQL and the stand-in; end whatever still runs."""
    with running_server() as created:
        url = created()
        store = await open_store(url, CLOCK)
        async with TelegramStandIn() as standin:
            standin.world.latency = latency
            made = Ward(standin, store, url)
            try:
                yield made
            finally:
                for process in made.processes:
                    if process.returncode is None:
                        process.kill()
                await store.close()


def pid_of(holder: str) -> int:
    """Return the process that a lease's holder names."""
    return int(holder.split(":")[1])


def of(process: asyncio.subprocess.Process, holders: Mapping[str, str]) -> Sequence[str]:
    """Return the leases that a process holds."""
    return [name for name, holder in holders.items() if pid_of(holder) == process.pid]
