"""A copy of a SQLite store while it is used: whole, of one moment, private."""

import os
import sqlite3
from pathlib import Path

from bot.core.errors import OperatorError
from storage.urls import is_sqlite, read_url


def back_up(url: str, copy: Path) -> int:
    """Write a copy beside the running program; return its size, refuse to overwrite."""
    target = read_url(url)
    if not is_sqlite(target):
        raise OperatorError("backup copies a SQLite store; for PostgreSQL run pg_dump")
    store = Path(str(target.database))
    if not store.is_file():
        raise OperatorError(f"there is no database {store} to back up")
    _reserve(copy)
    try:
        _copied(store, copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy.stat().st_size


def _reserve(copy: Path) -> None:
    """Make the file, empty and private; SQLite fills only a file that is new or empty."""
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise OperatorError(f"{copy} is there already; name a new file") from None
    except OSError as error:
        raise OperatorError(f"cannot write {copy}: {error.strerror}") from None


def _copied(store: Path, copy: Path) -> None:
    """Copy what is committed now, look the copy over, and put it on the disk."""
    try:
        _run(store, "VACUUM INTO ?", str(copy))
        found = _run(copy, "PRAGMA integrity_check")
    except sqlite3.Error as error:
        raise OperatorError(f"the backup of {store} failed: {error}") from error
    if found != [("ok",)]:
        raise OperatorError(f"the backup of {store} failed: the store is damaged")
    with copy.open("r+b") as written:
        os.fsync(written.fileno())


def _run(path: Path, statement: str, *values: str) -> list[tuple[object, ...]]:
    """Run one statement on a file of its own connection."""
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()
