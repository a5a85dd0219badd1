"""A store opens private, durable and up to date, or says in one line why not."""

import asyncio
import contextlib
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.errors import OperatorError
from storage.engine import open_store
from storage.store import Store
from tests.fakes import FakeClock

NOBODY = 65534


def _url(path: Path) -> str:
    """Return a file's URL."""
    return f"sqlite+aiosqlite:///{path}"


async def _refusal(url: str, clock: FakeClock) -> str:
    """Open what cannot be opened and return the operator's line."""
    with pytest.raises(OperatorError) as caught:
        await open_store(url, clock, patience=0.2)
    line = str(caught.value)
    assert "\n" not in line
    return line


async def test_a_new_file_is_private_and_durable(tmp_path: Path, clock: FakeClock) -> None:
    """Directory 0700, files 0600, WAL, FULL, foreign keys on."""
    path = tmp_path / "data" / "banquet.db"
    store = await open_store(_url(path), clock)
    await store.notes.write("a", "b")
    modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert modes == {0o600}
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    found = [await _pragma(store, name) for name in pragmas]
    await store.close()
    assert found == ["wal", 2, 1, 5000]


async def _pragma(store: Store, name: str) -> object:
    """Read a pragma on the writer's connection."""
    return await store.database.write(
        lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
    )


async def test_what_was_kept_is_there_again(empty_url: str, clock: FakeClock) -> None:
    """A first start makes the tables; a second finds them and what is in them."""
    first = await open_store(empty_url, clock)
    await first.notes.write("a", "b")
    await first.close()
    again = await open_store(empty_url, clock)
    assert await again.notes.read("a") == "b"
    await again.close()


@pytest.mark.parametrize("cut", [0, 100, 9000])
async def test_a_cut_file_is_refused_and_kept(tmp_path: Path, clock: FakeClock, cut: int) -> None:
    """A truncated database is never made anew in silence."""
    path = tmp_path / "banquet.db"
    await (await open_store(_url(path), clock)).close()
    os.truncate(path, cut)
    before = path.read_bytes()
    assert str(path) in await _refusal(_url(path), clock)
    assert path.read_bytes() == before


async def test_a_file_of_another_kind_is_refused(tmp_path: Path, clock: FakeClock) -> None:
    """A text file, and another program's database, stay as they are."""
    path = tmp_path / "notes.txt"
    path.write_text("dear diary, " * 500)
    assert "not a SQLite database" in await _refusal(_url(path), clock)
    other = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE cookies (id)")
    assert "another program" in await _refusal(_url(other), clock)


async def test_a_newer_schema_is_refused(empty_url: str, clock: FakeClock) -> None:
    """An old program does not touch what a newer one made."""
    store = await open_store(empty_url, clock)
    await store.database.write(
        lambda connection: connection.exec_driver_sql("UPDATE alembic_version SET version_num='9'")
    )
    await store.close()
    assert "newer Banquet" in await _refusal(empty_url, clock)


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("mysql://root:s3cret@host/db", "postgresql+psycopg"),
        ("nonsense", "not a database URL"),
        ("sqlite+aiosqlite://", "path of a file"),
        ("sqlite+aiosqlite:////proc/banquet/x.db", "/proc/banquet/x.db"),
        ("postgresql+psycopg://u:s3cret@127.0.0.1:1/db", "PostgreSQL database db on 127.0.0.1"),
    ],
)
async def test_a_wrong_url_is_said_without_its_password(
    url: str, hint: str, clock: FakeClock
) -> None:
    """The line says what would be right, or where it failed."""
    line = await _refusal(url, clock)
    assert hint in line
    assert "s3cret" not in line


@contextlib.contextmanager
def _as_nobody() -> Iterator[None]:
    """Drop root's power over file modes for a while, where there is one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("read_only", ["file", "directory"])
async def test_a_read_only_place_is_said(
    tmp_path_factory: pytest.TempPathFactory, clock: FakeClock, read_only: str
) -> None:
    """Neither a file nor a directory that cannot be written starts."""
    folder = tmp_path_factory.mktemp("locked")
    path = folder / "banquet.db"
    await (await open_store(_url(path), clock)).close()
    if read_only == "directory":
        path.unlink()
    else:
        path.chmod(0o444)
    folder.chmod(0o555)
    for parent in folder.parents[:2]:
        parent.chmod(0o755)
    with _as_nobody():
        line = await _refusal(_url(path), clock)
    folder.chmod(0o755)
    assert "cannot write the database" in line
    assert str(path) in line


async def test_importing_the_room_loads_nothing_heavy() -> None:
    """Who asks for the opener alone pays for neither SQLAlchemy nor Alembic."""
    code = (
        "import sys, storage.engine;"
        "print({'sqlalchemy', 'aiosqlite', 'alembic'} & set(sys.modules))"
    )
    assert await _printed(code) == "set()"


async def test_a_start_without_migration_loads_no_alembic(tmp_path: Path, clock: FakeClock) -> None:
    """Only a schema that is not the newest costs Alembic's half second."""
    url = _url(tmp_path / "banquet.db")
    await (await open_store(url, clock)).close()
    code = (
        "import asyncio, sys; from bot.core.clock import SystemClock\n"
        "from storage.engine import open_store\n"
        "async def main():\n"
        f"    store = await open_store({url!r}, SystemClock())\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
        "print({'alembic', 'psycopg'} & set(sys.modules))"
    )
    assert await _printed(code) == "set()"


async def _printed(code: str) -> str:
    """Run Python code in a process of its own and return what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode().strip()
