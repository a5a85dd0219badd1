"""Leases in the database, and locks beside a SQLite file."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.core.clock import SystemClock
from storage.engine import open_store
from storage.leases import StoredLeases
from storage.locks import FileLeases
from storage.store import Store
from tests.fakes import FakeClock

ROOT = Path(__file__).parents[2]
HOLD = (
    "import asyncio, pathlib, sys; from storage.locks import FileLeases;"
    "print(asyncio.run(FileLeases(pathlib.Path(sys.argv[1])).take('poll:a', 'other', 8.0)));"
    "sys.stdout.flush(); sys.stdin.read()"
)


@pytest.fixture
def leases(store: Store, clock: FakeClock) -> StoredLeases:
    """Return leases by the test's clock, on each database."""
    return StoredLeases(store.database, clock)


def _open_to_others(folder: Path) -> list[int]:
    """Return what the modes of a folder's files allow to others."""
    return [path.stat().st_mode & 0o077 for path in folder.iterdir()]


async def test_one_holds_it_and_renews_it(leases: StoredLeases, clock: FakeClock) -> None:
    """A renewal keeps the fence; the other one waits until the last renewal has run out."""
    assert await leases.take("poll", "a", 8.0) == 1
    clock.pass_time(7.0)
    assert await leases.take("poll", "b", 8.0) is None
    assert await leases.take("poll", "a", 8.0) == 1
    clock.pass_time(7.9)
    assert await leases.take("poll", "b", 8.0) is None
    clock.pass_time(0.1)
    assert await leases.take("poll", "b", 8.0) == 2
    assert await leases.take("poll", "a", 8.0) is None


async def test_a_holder_that_came_too_late_begins_a_new_term(
    leases: StoredLeases, clock: FakeClock
) -> None:
    """Its fence grows, so it can tell that the lease was not its own in between."""
    assert await leases.take("poll", "a", 8.0) == 1
    clock.pass_time(8.0)
    assert await leases.take("poll", "a", 8.0) == 2


async def test_a_released_lease_is_free_at_once(leases: StoredLeases) -> None:
    """Only its holder can release it, and fences go on."""
    assert await leases.take("poll", "a", 8.0) == 1
    await leases.release("poll", "b")
    assert await leases.take("poll", "b", 8.0) is None
    await leases.release("poll", "a")
    assert await leases.take("poll", "b", 8.0) == 2


async def test_leases_do_not_know_each_other(leases: StoredLeases) -> None:
    """Each name is a lease of its own."""
    assert await leases.take("poll", "a", 8.0) == 1
    assert await leases.take("tick", "b", 8.0) == 1


async def test_of_many_at_once_one_gets_it(leases: StoredLeases) -> None:
    """The database decides."""
    taken = await asyncio.gather(*(leases.take("poll", str(n), 8.0) for n in range(20)))
    assert [fence for fence in taken if fence is not None] == [1]


async def test_postgresql_goes_by_its_own_clock(postgres: object) -> None:
    """A machine whose clock is wrong neither steals a lease nor keeps one for ever."""
    assert callable(postgres)
    store = await open_store(postgres(), SystemClock())
    wrong = FakeClock()
    ours, early = StoredLeases(store.database, SystemClock()), StoredLeases(store.database, wrong)
    assert await ours.take("poll", "a", 30.0) == 1
    wrong.at = SystemClock().now()
    wrong.pass_time(3600.0)
    assert await early.take("poll", "b", 30.0) == 2, "by its own clock it had run out"
    assert await ours.take("poll", "a", 30.0) is None, "by the database's it runs for an hour"
    await store.close()


async def test_a_lock_is_one_holders(tmp_path: Path) -> None:
    """Two holders in one process, and a name with any character."""
    leases = FileLeases(tmp_path / "banquet.sqlite3")
    assert await leases.take("poll:telegram/1", "a", 8.0) == 1
    assert await leases.take("poll:telegram/1", "a", 8.0) == 1
    assert await leases.take("poll:telegram/1", "b", 8.0) is None
    await leases.release("poll:telegram/1", "b")
    assert await leases.take("poll:telegram/1", "b", 8.0) is None
    await leases.release("poll:telegram/1", "a")
    assert await leases.take("poll:telegram/1", "b", 8.0) == 1
    assert _open_to_others(tmp_path) == [0]


async def test_a_killed_holder_is_followed_at_once(tmp_path: Path) -> None:
    """The system frees a lock with its process, so a restart waits for nobody."""
    database = tmp_path / "banquet.sqlite3"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(database), cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert await process.stdout.readline() == b"1\n"
    leases = FileLeases(database)
    assert await leases.take("poll:a", "ours", 8.0) is None
    process.kill()
    await process.wait()
    assert await leases.take("poll:a", "ours", 8.0) == 1
