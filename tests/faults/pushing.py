"""A push to many chats by the real program against the stand-in: what the fault scripts share."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.clock import TAIPEI, SystemClock
from storage.engine import open_store
from storage.tables import metadata
from tests.faults.telegram_kill import environment, free_port
from tests.standins.telegram.people import People
from tests.standins.telegram.server import TelegramStandIn

ROOT = Path(__file__).parents[2]
DUE = datetime(2025, 2, 3, 14, 45, tzinfo=TAIPEI)
LINE = "/digest"


def orders(chats: Sequence[int]) -> list[dict[str, object]]:
    """Return one order for each chat, due at the story's 14:45."""
    return [
        {
            "platform": "telegram", "chat": chat, "chat_kind": "private" if chat > 0 else "group",
            "topic": 0, "line": LINE, "at": "14:45", "zone": "Asia/Taipei", "days": "sessions",
            "on_day": 0, "form": "message", "silent": True, "skip_closed": True, "moved": None,
            "pause": "", "next_day": date(2025, 2, 3), "next_at": DUE.astimezone(UTC),
            "made_by": 1, "made_at": DUE,
        }
        for chat in chats
    ]  # fmt: skip


@dataclass
class Push:
    """A stand-in, a folder with a store, and the program's process."""

    standin: TelegramStandIn
    folder: Path
    people: People
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """Return the file of the replay's store."""
        return self.folder / "replay" / "banquet.sqlite3"

    async def fill(self, chats: Sequence[int]) -> None:
        """Let these chats exist, each with an order that is due."""
        for chat in chats:
            self.people.join(chat, "private" if chat > 0 else "supergroup")
        self.database.parent.mkdir(parents=True, exist_ok=True)
        store = await open_store(f"sqlite+aiosqlite:///{self.database}", SystemClock())
        table = metadata.tables["subscriptions"]
        await store.database.write(lambda at: at.execute(table.insert(), orders(chats)))
        await store.close()

    async def start(self, as_of: str) -> asyncio.subprocess.Process:
        """Start the program on the story's day."""
        environ = environment(self.standin, self.folder, "polling", free_port())
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--as-of", f"2025-02-03T{as_of}+08:00",
            env={**environ, **self.settings}, cwd=ROOT,
        )  # fmt: skip

    async def heard(self, seconds: float) -> bool:
        """Wait until the stand-in takes one more message; False where none came in time."""
        world = self.standin.world
        count = len(world.ledger)
        try:
            async with asyncio.timeout(seconds):
                while len(world.ledger) == count:
                    world.changed.clear()
                    await world.changed.wait()
        except TimeoutError:
            return False
        return True


@asynccontextmanager
async def push(**settings: str) -> AsyncIterator[Push]:
    """Open a stand-in and a folder."""
    async with TelegramStandIn() as standin:
        with TemporaryDirectory(prefix="banquet-push-") as folder:
            people = People(standin.world, SystemClock().now())
            yield Push(standin, Path(folder), people, settings)


def resident(pid: int) -> float:
    """Return a process's resident MiB; 0 where that cannot be read."""
    try:
        text = Path(f"/proc/{pid}/statm").read_text("ascii")
    except OSError:
        return 0.0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
