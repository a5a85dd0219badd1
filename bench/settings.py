"""What a group's settings and the check of permission cost each command, on SQLite.

    python -m bench.settings [rounds]

Two stores are filled: one with the settings of 10 groups, one with those of 10,000, each with a
topic of its own and three editors. Groups are asked about at random, `rounds` times each (default
3,000), in turn: whether an admin and whether a member may run `/settings`, and whether a look-up
may be run, which reads settings alone. Milliseconds of the wall clock, as the asker waits for them.
"""

import asyncio
import random
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, text

from bench.support.figures import middle, p95, table
from bot.app import Banquet, assemble
from bot.config import load
from bot.core.clock import TAIPEI, ShiftedClock
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.requests import Request

NOW = datetime(2026, 2, 2, 15, 0, tzinfo=TAIPEI)
SIZES = (10, 10_000)
CHOSEN = '{"colors":"green_up","language":"en","quiet":"22:00-08:00"}'
ADMIN, MEMBER = Principal("telegram", 5), Principal("telegram", 6)
CASES = {
    "`/move 2330` by a member": ("/move 2330", MEMBER),
    "`/settings` by an admin": ("/settings", ADMIN),
    "`/settings` by an editor": ("/settings", Principal("telegram", 91)),
    "`/settings` by a member": ("/settings", MEMBER),
}
TARGET_MS = 0.3
WARM_UP = 100


class KnownAdmins:
    """A platform that answers at once; what it says is remembered for a minute anyway."""

    async def is_admin(self, chat: Chat, principal: Principal) -> bool:
        """Tell whether it is the admin."""
        return chat.kind is ChatKind.GROUP and principal == ADMIN


async def opened(folder: Path, groups: int) -> Banquet:
    """Open a Banquet and let so many groups choose."""
    config = load(None, {"BANQUET_SOURCES__OFFLINE": "true"}).in_directory(folder)
    banquet = await assemble(config, ShiftedClock(NOW))
    banquet.admins["telegram"] = KnownAdmins()

    def fill(connection: Connection) -> None:
        """Insert settings, topics and editors."""
        numbers = [{"chat": -number, "chosen": CHOSEN} for number in range(1, groups + 1)]
        connection.execute(
            text(
                "INSERT INTO chats (platform, id, changed_at, settings, version)"
                " VALUES ('telegram', :chat, '2026-01-01 00:00:00.000000', :chosen, 1)"
            ),
            numbers,
        )
        connection.execute(
            text(
                "INSERT INTO topic_settings (platform, chat, topic, settings, version)"
                " VALUES ('telegram', :chat, 7, '{\"width\":\"desktop\"}', 1)"
            ),
            numbers,
        )
        connection.execute(
            text(
                "INSERT INTO editors (platform, chat, person, made_by, made_at)"
                " VALUES ('telegram', :chat, :person, 'telegram:1', '2026-01-01 00:00:00.000000')"
            ),
            [{**one, "person": person} for one in numbers for person in (91, 92, 93)],
        )

    await banquet.store.database.write(fill)
    return banquet


async def asked(banquet: Banquet, line: str, who: Principal, group: int) -> float:
    """Let the core decide on a line in a group's topic; return the milliseconds."""
    chat = Chat("telegram", -group, ChatKind.GROUP, 7)
    request = Request(chat, who, line, NOW, addressed=True)
    began = perf_counter()
    await banquet.core.refusal(request)
    return (perf_counter() - began) * 1000


async def measured(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    """Ask both stores in turn."""
    banquets = {}
    for size in SIZES:
        place = folder / str(size)
        place.mkdir()
        banquets[size] = await opened(place, size)
    rows = []
    for name, (line, who) in CASES.items():
        spent = await _spent(banquets, line, who, rounds)
        figures = [figure for size in SIZES for figure in (middle(spent[size]), p95(spent[size]))]
        rows.append((name, *figures))
    for banquet in banquets.values():
        await banquet.close()
    return rows


async def _spent(
    banquets: dict[int, Banquet], line: str, who: Principal, rounds: int
) -> dict[int, list[float]]:
    """Return the milliseconds on each store, without the first ones."""
    chance = random.Random(3)
    spent: dict[int, list[float]] = {size: [] for size in banquets}
    for _ in range(WARM_UP + rounds):
        for size, banquet in banquets.items():
            spent[size].append(await asked(banquet, line, who, chance.randint(1, size)))
    return {size: times[WARM_UP:] for size, times in spent.items()}


def main() -> None:
    """Print median and p95 of each case on each store."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory() as name:
        rows = asyncio.run(measured(Path(name), rounds))
    titles = [f"{kind} at {size:,}, ms" for size in SIZES for kind in ("median", "p95")]
    print(f"A median of at most {TARGET_MS} ms is aimed at.\n")
    print(table(("asked", *titles), rows))


if __name__ == "__main__":
    main()
