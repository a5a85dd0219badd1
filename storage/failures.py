"""The one place where a database's errors become Banquet's."""

import sqlite3
from typing import TYPE_CHECKING, Any

from bot.core.errors import BanquetError, OperatorError, StoreBusy, StoreFull

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
AT_START = {
    sqlite3.SQLITE_BUSY: "another process holds it; stop that one first",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_CORRUPT: "it is damaged; it was left as it is: restore a backup",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk gives errors or is full",
    sqlite3.SQLITE_NOTADB: "it is not a SQLite database",
    sqlite3.SQLITE_READONLY: "it is read-only",
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html; the first two characters
# are the class. 08 connection, 40 deadlock and serialization, 55 lock, 57 cancelled or shut down.
PASSING_CLASSES = {"08", "40", "55", "57"}
TOO_MANY_CONNECTIONS = "53300"
RESOURCES_CLASS = "53"


def as_ours(error: "SQLAlchemyError") -> BanquetError | None:
    """Return the error that people are told of; None when it is a bug of ours."""
    cause: Any = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(_primary(cause))
    if hasattr(cause, "sqlstate"):
        return _of_postgresql(cause.sqlstate)
    # SQLAlchemy's own: no connection became free in time.
    return StoreBusy() if type(error).__name__ == "TimeoutError" else None


def at_start(error: "SQLAlchemyError", place: str) -> OperatorError:
    """Return one line for the operator: what is wrong with the database, and where it is."""
    cause: Any = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        said = AT_START.get(_primary(cause), str(cause))
    else:
        # psycopg's text may span lines; it names host and user, never the password.
        said = (str(cause or error).strip().splitlines() or ["no answer"])[0]
    return OperatorError(f"cannot use the database {place}: {said}")


def _primary(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code: the low byte of the extended one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _of_sqlite(code: int) -> BanquetError | None:
    """Map a primary result code."""
    if code in BUSY:
        return StoreBusy()
    return StoreFull() if code in FULL else None


def _of_postgresql(state: str | None) -> BanquetError | None:
    """Map an SQLSTATE; none at all means that the connection broke."""
    if state is None or state[:2] in PASSING_CLASSES or state == TOO_MANY_CONNECTIONS:
        return StoreBusy()
    return StoreFull() if state[:2] == RESOURCES_CLASS else None
