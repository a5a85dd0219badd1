"""Commands on a store of twelve million bars, beside the same on half a million.

    python -m bench.store [questions]

Both stores are built on SQLite in a temporary folder: every bundled instrument on every session,
with invented prices, the large one over some twenty years. Each command is asked `questions` times
(default 200) through the core, on random sessions of the last year, the two stores in turn; the
rows of four sessions stay decoded in memory, so that most questions read theirs anew.
"""

import asyncio
import gc
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench.support.figures import middle, p95, p99, table
from bot.app import Banquet, assemble, known
from bot.config import load
from bot.core.clock import TAIPEI, ShiftedClock
from bot.core.principals import Chat, Principal
from bot.core.requests import Request
from bot.data.instruments import load_instruments
from storage.bars import INSERT

SESSIONS = {"12 M": 5_200, "0.5 M": 212}
NOW = datetime(2026, 11, 23, 18, tzinfo=TAIPEI)
LINES = (
    "/move {code} {day}",
    "/movers {day}",
    "/limit {day}",
    "/movers volume {day}",
    "/history {code} {month} {day}",
    "/turnover {day}",
)
RECENT = 200
"""Questions are about the last sessions, which both stores hold."""


def build(folder: Path, count: int) -> float:
    """Make a store of so many sessions; return how many seconds that took."""
    began = perf_counter()
    asyncio.run(_made(folder))
    database = sqlite3.connect(folder / "banquet.sqlite3")
    database.execute("PRAGMA journal_mode=OFF")
    database.execute("PRAGMA synchronous=OFF")
    database.execute("DELETE FROM bars")
    database.execute("DROP INDEX ix_bars_code_session")
    database.executemany(INSERT, _rows(_days(count)))
    database.execute("CREATE INDEX ix_bars_code_session ON bars (code, session)")
    database.execute("DELETE FROM sessions_held")
    database.execute(
        "INSERT INTO sessions_held SELECT session, count(DISTINCT code), 1 FROM bars"
        " GROUP BY session"
    )
    database.commit()
    database.execute("PRAGMA journal_mode=WAL")
    database.close()
    return perf_counter() - began


async def _made(folder: Path) -> None:
    """Open a store once, so that its tables are there."""
    banquet = await _opened(folder)
    await banquet.close()


async def _opened(folder: Path) -> Banquet:
    """Open a Banquet that asks no source."""
    config = load(None, {"BANQUET_SOURCES__OFFLINE": "true"}).in_directory(folder)
    return await assemble(config, ShiftedClock(NOW))


def _days(count: int) -> list[date]:
    """Return the last sessions; before the calendar begins, weekdays."""
    calendar = known().calendar
    days = calendar.sessions(calendar.first, NOW.date())[-count:]
    while len(days) < count:
        days.insert(0, days[0] - timedelta(days=3 if days[0].weekday() == 0 else 1))
    return days


def _rows(days: list[date]) -> Iterator[tuple[object, ...]]:
    """Invent the bars: each closes up to four percent from its reference."""
    chance = random.Random(1)
    codes = [each.code for each in load_instruments()]
    at = datetime(2026, 11, 20, 6, tzinfo=UTC).isoformat(timespec="microseconds")
    for day in days:
        for code in sorted(codes):
            close = chance.randint(960, 1040)
            low, high = str(min(close, 1000) / 10 - 1), str(max(close, 1000) / 10 + 1)
            yield (
                day.isoformat(), code, 1, "100", high, low, str(close / 10), "100", "published",
                chance.randint(1, 10**7), str(chance.randint(10**6, 10**10)), 999,
                "Taiwan Stock Exchange", day.isoformat(), at,
            )  # fmt: skip


async def _asked(banquet: Banquet, line: str) -> float:
    """Ask a line; return the seconds it took."""
    asker = Principal("console", 0, local=True)
    request = Request(Chat("console", 0), asker, line, banquet.clock.now(), addressed=True)
    began = perf_counter()
    reply = await banquet.core.answer(request)
    spent = perf_counter() - began
    if reply is None or reply.fault:
        sys.exit(f"{line}: {reply and reply.fault}")
    return spent


async def _questions(folders: dict[str, Path], count: int) -> dict[tuple[str, str], list[float]]:
    """Ask every line on both stores in turn; return the milliseconds by line and store."""
    chance = random.Random(2)
    days = _days(RECENT)
    codes = [each.code for each in load_instruments() if each.code.isdigit()]
    banquets = {name: await _opened(folder) for name, folder in folders.items()}
    gc.collect()
    gc.freeze()  # as `banquet run` does
    spent: dict[tuple[str, str], list[float]] = {}
    for form in LINES:
        for _ in range(count):
            day = chance.choice(days[30:])
            month = day - timedelta(days=30)
            line = form.format(code=chance.choice(codes), day=day, month=month)
            for name, banquet in banquets.items():
                spent.setdefault((form, name), []).append(await _asked(banquet, line) * 1000)
    for banquet in banquets.values():
        await banquet.close()
    return spent


def main() -> None:
    """Build, ask and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folders = {}
        for label, sessions in SESSIONS.items():
            folders[label] = folder = Path(name) / label.replace(" ", "_")
            folder.mkdir()
            seconds = build(folder, sessions)
            size = (folder / "banquet.sqlite3").stat().st_size / 2**30
            bars = sessions * len(load_instruments())
            print(f"{label}: {bars:,} bars, {size:.2f} GiB, built in {seconds:.0f} s")
        spent = asyncio.run(_questions(folders, count))
    print()
    kinds = ("p50", "p95", "p99")
    titles = ("line", *(f"{kind} at {label}, ms" for label in SESSIONS for kind in kinds))
    rows = [
        (f"`{form}`", *(text for label in SESSIONS for text in _figures(spent[form, label])))
        for form in LINES
    ]
    print(table(titles, rows))


def _figures(values: list[float]) -> tuple[str, str, str]:
    """Write the median, and what few go beyond."""
    return middle(values, 1), p95(values, 1), p99(values, 1)


if __name__ == "__main__":
    main()
