"""Copies of a store that is in use."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.errors import OperatorError
from storage.backup import back_up
from storage.engine import open_store
from tests.fakes import FakeClock


@pytest.fixture
def url(first_file: Path, tmp_path: Path) -> str:
    """Return the URL of a SQLite store."""
    path = tmp_path / "banquet.sqlite3"
    path.write_bytes(first_file.read_bytes())
    return f"sqlite+aiosqlite:///{path}"


async def test_a_copy_of_a_store_in_use_is_a_store(url: str, tmp_path: Path) -> None:
    """What was committed is in it; it opens as any store, and only its owner may read it."""
    store = await open_store(url, FakeClock())
    await store.notes.write("a", "b")
    copy = tmp_path / "copy.sqlite3"
    assert back_up(url, copy) == copy.stat().st_size > 0
    await store.notes.write("a", "later")
    await store.close()
    assert copy.stat().st_mode & 0o777 == 0o600
    restored = await open_store(f"sqlite+aiosqlite:///{copy}", FakeClock())
    assert await restored.notes.read("a") == "b"
    await restored.close()


def test_nothing_is_overwritten(url: str, tmp_path: Path) -> None:
    """The file of yesterday stays as it is."""
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("yesterday")
    with pytest.raises(OperatorError, match="there already"):
        back_up(url, copy)
    assert copy.read_text() == "yesterday"


@pytest.mark.parametrize(("name", "said"), [("no/copy", "cannot write"), ("copy", "failed")])
def test_a_copy_that_fails_leaves_nothing(url: str, tmp_path: Path, name: str, said: str) -> None:
    """A file that is no whole copy would be worse than none."""
    if said == "failed":
        (tmp_path / "banquet.sqlite3").write_bytes(b"no database, but long enough" * 100)
    with pytest.raises(OperatorError, match=said):
        back_up(url, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_damaged_store_gives_no_copy(url: str, tmp_path: Path) -> None:
    """A page in the middle that was overwritten is found."""
    path = tmp_path / "banquet.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(OperatorError, match="failed"):
        back_up(url, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Rather than made and copied."""
    with pytest.raises(OperatorError, match="no database"):
        back_up(f"sqlite+aiosqlite:///{tmp_path}/none", tmp_path / "copy")


def test_postgresql_has_its_own_way(postgres: Callable[[], str], tmp_path: Path) -> None:
    """One line says which."""
    with pytest.raises(OperatorError, match="pg_dump"):
        back_up(postgres(), tmp_path / "copy")
