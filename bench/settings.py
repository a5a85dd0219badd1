"""What a command pays for knowing who asks and what the chat chose, in a small and a large store.

    python -m bench.settings

A real SQLite store with 10 and with 10,000 chats that chose something. Both are open at once and
asked in turns, so that a busy machine slows both. A question passes every gate and no handler:
settings are read once, an editor is looked up, an admin is remembered for a minute. Prints the
median and the 95th percentile in milliseconds; the target is 0.3 ms.
"""

import asyncio
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from bot.app import Banquet, assemble
from bot.config import load
from bot.core.clock import SystemClock
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.requests import Request
from bot.core.settings import packed
from storage.tables import metadata

SIZES = (10, 10_000)
ROUNDS = 3_000
ADMIN = Principal("telegram", 99)
LINES = {"a look-up by a member": ("/move 2330", 7), "a setting by an admin": ("/settings", 99)}


class Known:
    """A platform that knows its one admin."""

    async def is_admin(self, chat: Chat, principal: Principal) -> bool:
        """Tell whether it is that one."""
        return bool(chat.id) and principal.id == ADMIN.id


async def opened(folder: Path, count: int) -> Banquet:
    """Return a Banquet whose store knows so many chats."""
    environment = {
        "BANQUET_SOURCES__OFFLINE": "true",
        "BANQUET_BOT__PERSON_PER_MINUTE": "0",
        "BANQUET_BOT__GROUP_PER_MINUTE": "0",
    }
    config = load(None, environment).in_directory(folder)
    banquet = await assemble(config, SystemClock())
    banquet.admins["telegram"] = Known()
    chosen = packed({"colors": "green_up", "language": "en", "quiet": "22:00-08:00"})
    now = banquet.clock.now()
    rows = [
        {"platform": "telegram", "id": -n, "settings": chosen, "version": 1, "changed_at": now}
        for n in range(1, count + 1)
    ]
    chats = metadata.tables["chats"]
    await banquet.store.database.write(lambda at: at.execute(chats.insert(), rows))
    return banquet


async def timed(banquet: Banquet, line: str, who: int, chat: int) -> float:
    """Return the milliseconds that one question takes up to its handler."""
    request = Request(
        Chat("telegram", -chat, ChatKind.GROUP), Principal("telegram", who), line,
        banquet.clock.now(), addressed=True,
    )  # fmt: skip
    begun = perf_counter()
    refusal = await banquet.core.refusal(request)
    taken = (perf_counter() - begun) * 1_000
    if refusal is not None:
        raise SystemExit(f"{line} was refused: {refusal.title}")
    return taken


async def measured() -> None:
    """Ask in turns and print."""
    with tempfile.TemporaryDirectory() as place:
        stores = {size: await opened(Path(place) / str(size), size) for size in SIZES}
        try:
            for name, (line, who) in LINES.items():
                times: dict[int, list[float]] = {size: [] for size in SIZES}
                for round_ in range(ROUNDS):
                    for size, banquet in stores.items():
                        chat = round_ % size + 1
                        times[size].append(await timed(banquet, line, who, chat))
                for size, taken in times.items():
                    middle, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
                    print(f"{name}, {size:>6} chats: median {middle:.3f} ms, p95 {late:.3f} ms")
        finally:
            for banquet in stores.values():
                await banquet.close()


def main() -> None:
    """Measure."""
    asyncio.run(measured())


if __name__ == "__main__":
    main()
