"""Locks, full disks, lost connections, kills: nothing half done, nothing acknowledged is lost."""

import asyncio
import contextlib
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy import select as select_rows

from bot.core.clock import SystemClock
from bot.core.errors import StoreBusy, StoreFull
from bot.core.ports import Arrival
from storage.engine import open_store
from storage.runners import Native, Runner, Threads
from storage.store import Store
from storage.tables import notes
from tests.fakes import TODAY, FakeClock
from tests.postgres import Fresh
from tests.storage.rows import BOT, part, select, states

HOLD_LOCK = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
held.execute("ROLLBACK")
print("free", flush=True)
"""
WRITE_ON = """
import asyncio, sys
from bot.core.clock import SystemClock
from bot.core.ports import Arrival
from storage.engine import open_store
async def main():
    clock = SystemClock()
    store = await open_store(sys.argv[1], clock)
    for number in range(int(sys.argv[2]), 10**9):
        await store.inbox.keep("b", [Arrival(number, "x" * 2000, clock.now())])
        print(number, flush=True)
asyncio.run(main())
"""


async def _child(code: str, *words: str) -> Process:
    """Start Python code in a process of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *words, stdin=PIPE, stdout=PIPE
    )


async def _line(process: Process) -> str:
    """Read a line that the child prints."""
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """Return the path of a SQLite file to be."""
    return tmp_path / "banquet.db"


@pytest.fixture
async def on_file(file: Path, clock: FakeClock) -> AsyncIterator[Store]:
    """Return a store on that file that waits for locks only a moment."""
    store = await open_store(f"sqlite+aiosqlite:///{file}", clock, patience=0.2)
    yield store
    await store.close()


async def test_a_hundred_read_modify_writes_lose_nothing(url: str, clock: FakeClock) -> None:
    """Units of work that read and then write one row take turns, also those of two programs."""
    stores = [await open_store(url, clock) for _ in range(2)]

    def add_one(connection: Connection) -> None:
        """Read the note and write it one higher."""
        row = select_rows(notes.c.text).where(notes.c.key == "n").with_for_update()
        number = str(connection.execute(row).scalar())
        connection.execute(
            text("UPDATE notes SET text = :text WHERE key = 'n'"), {"text": str(int(number) + 1)}
        )

    async def ten_times(store: Store) -> None:
        """Count on."""
        for _ in range(10):
            await store.database.write(add_one)

    await stores[0].notes.write("n", "0")
    await asyncio.gather(*(ten_times(stores[n % 2]) for n in range(10)))
    assert await stores[1].notes.read("n") == "100"
    for store in stores:
        await store.close()


async def test_a_foreign_lock_makes_writers_busy_and_readers_go_on(
    file: Path, on_file: Store
) -> None:
    """While another process holds the lock nothing is half done; after it everything works."""
    await on_file.notes.write("a", "before")
    holder = await _child(HOLD_LOCK, str(file))
    assert await _line(holder) == "held"
    with pytest.raises(StoreBusy):
        await on_file.outbox.add([part("a"), part("b")])
    assert await on_file.notes.read("a") == "before"
    assert holder.stdin is not None
    holder.stdin.write(b"\n")
    assert await _line(holder) == "free"
    await holder.wait()
    assert await states(on_file) == {}
    assert await on_file.outbox.add([part("a"), part("b")]) == 2


async def test_a_foreign_row_lock_makes_postgresql_busy(postgres: Fresh, clock: FakeClock) -> None:
    """A lock that is not freed in time is a busy database, not an error of ours."""
    url = postgres()
    holder, waiter = await open_store(url, clock), await open_store(url, clock, patience=0.2)
    await holder.notes.write("a", "before")
    async with _native(holder)._engine.begin() as connection:
        await connection.execute(text("UPDATE notes SET text = 'held' WHERE key = 'a'"))
        with pytest.raises(StoreBusy):
            await waiter.notes.write("a", "late")
    assert await waiter.notes.read("a") == "held"
    await holder.close()
    await waiter.close()


async def test_postgresql_connections_that_died_are_replaced(
    postgres: Fresh, clock: FakeClock
) -> None:
    """After the server cut every connection the next look-up works."""
    url = postgres()
    victim, killer = await open_store(url, clock), await open_store(url, clock)
    await victim.notes.write("a", "b")
    await select(
        killer,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert await victim.notes.read("a") == "b"
    await victim.close()
    await killer.close()


async def test_a_connection_cut_in_the_middle_is_busy_and_changes_nothing(
    postgres: Fresh, clock: FakeClock
) -> None:
    """Work whose connection dies is undone and may be done again."""
    store = await open_store(postgres(), clock)

    def cut(connection: Connection) -> None:
        """Write, then lose the connection."""
        connection.execute(text("INSERT INTO notes VALUES ('a', 'half')"))
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StoreBusy):
        await store.database.write(cut)
    assert await store.notes.read("a") is None
    await store.close()


async def test_a_full_disk_changes_nothing_and_is_got_over(on_file: Store) -> None:
    """The batch that does not fit is taken back whole; with room again it is kept."""
    await on_file.inbox.keep(BOT, [Arrival(1, "{}", TODAY)])
    await on_file.database.write(_at_most_pages(1))
    large = [Arrival(number, "x" * 3000, TODAY) for number in range(2, 50)]
    with pytest.raises(StoreFull):
        await on_file.inbox.keep(BOT, large)
    assert [one.id for one in await on_file.inbox.waiting(BOT, 9)] == [1]
    assert await select(on_file, "PRAGMA integrity_check") == [("ok",)]
    await on_file.database.write(_at_most_pages(1_000_000))
    assert await on_file.inbox.keep(BOT, large) == 48


def _at_most_pages(pages: int) -> Callable[[Connection], None]:
    """Return the work that bounds the file, at least to the pages it has."""

    def work(connection: Connection) -> None:
        """Set the bound on the writer's connection."""
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    return work


async def test_cancelled_work_gives_its_connection_back(store: Store) -> None:
    """A storm of cancellations leaves no connection checked out and the store usable."""
    work: list[Coroutine[object, object, object]] = []
    for number in range(40):
        work += [store.notes.write(f"n{number}", "x"), store.notes.read("n1")]
    tasks = [asyncio.create_task(one) for one in work]
    for turn in range(40):
        await asyncio.sleep(0)
        tasks[turn * 2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await store.notes.write("after", "x")
    assert await store.notes.read("after") == "x"
    await _all_back(store.database._writer)
    await _all_back(store.database._reader)


def _native(store: Store) -> Native:
    """Return the runner of a store on PostgreSQL."""
    assert isinstance(store.database._writer, Native)
    return store.database._writer


async def _all_back(runner: Runner) -> None:
    """Wait until no connection is checked out; a cancelled unit still ends in its thread."""
    assert isinstance(runner, Threads | Native)
    async with asyncio.timeout(5):
        while "Current Checked out connections: 0" not in runner._engine.pool.status():  # noqa: ASYNC110 - a pool has no event
            await asyncio.sleep(0.01)


@pytest.mark.slow
async def test_a_killed_writer_corrupts_nothing_and_loses_nothing_acknowledged(file: Path) -> None:
    """After kill -9 the file is sound and holds every number that was printed."""
    url, acknowledged = f"sqlite+aiosqlite:///{file}", 0
    for wanted in (3, 20, 55):
        child = await _child(WRITE_ON, url, str(acknowledged))
        first = acknowledged
        while acknowledged < first + wanted:
            acknowledged = int(await _line(child)) + 1
        child.kill()
        assert child.stdout is not None
        rest = (await child.stdout.read()).decode().split()
        await child.wait()
        acknowledged = max([acknowledged, *(int(number) + 1 for number in rest[:-1])])
        with contextlib.closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            held = {row[0] for row in connection.execute("SELECT id FROM inbox")}
        assert set(range(acknowledged)) <= held
        acknowledged = max(held) + 1
    store = await open_store(url, SystemClock())
    assert len(await store.inbox.waiting("b", 10**6)) == acknowledged
    await store.close()
