"""Open a store: engines with their pragmas and timeouts, the schema brought up to date."""

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.clock import Clock
from bot.core.errors import OperatorError, UpstreamError
from storage.revisions import HEAD
from storage.urls import is_sqlite, prepare_file, read_url, where

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.core.leases import Leases
    from storage.database import Database
    from storage.store import Store

PATIENCE = 5.0
"""Seconds to wait for a lock that another process holds."""
READERS = 4
STATEMENT_SECONDS = 30
FROZEN_SECONDS = 5
SESSIONS = "banquet"
"""The name under which PostgreSQL lists our sessions."""


async def open_store(url: str, clock: Clock, patience: float = PATIENCE) -> "Store":
    """Open the store and upgrade its schema; OperatorError says in one line what is wrong."""
    target = read_url(url)
    if is_sqlite(target):
        await asyncio.to_thread(prepare_file, Path(str(target.database)))
    return await _opened(target, clock, patience)


async def _opened(url: "URL", clock: Clock, patience: float) -> "Store":
    """Connect, look at the schema's revision, and upgrade only when it is not the newest."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - costs 0.3 s, only who opens pays

    from storage.failures import at_start  # noqa: PLC0415 - as above
    from storage.schema import found_revision  # noqa: PLC0415 - as above
    from storage.store import store_on  # noqa: PLC0415 - as above

    database = _database(url, patience)
    try:
        if await database.read(found_revision) != HEAD:
            await _upgrade(url)
    except BaseException as error:
        await database.close()
        cause = error.__cause__ if isinstance(error, UpstreamError) else error
        if isinstance(cause, SQLAlchemyError):
            raise at_start(cause, where(url)) from cause
        raise
    return store_on(database, clock, _leases(url, database, clock))


async def _upgrade(url: "URL") -> None:
    """Bring the schema up to date in a thread; Alembic is loaded only here."""
    from storage.migrate import upgrade  # noqa: PLC0415 - Alembic costs half a second

    await asyncio.to_thread(upgrade, url.render_as_string(hide_password=False))


def _leases(url: "URL", database: "Database", clock: Clock) -> "Leases":
    """Return leases that end with their holder: locks on one machine, rows with a term on many."""
    from storage.leases import StoredLeases  # noqa: PLC0415 - as in _opened
    from storage.locks import FileLeases  # noqa: PLC0415 - as in _opened

    if is_sqlite(url):
        return FileLeases(Path(str(url.database)))
    return StoredLeases(database, clock)


def _database(url: "URL", patience: float) -> "Database":
    """Return the database with its ways to change it and to look things up."""
    from storage.database import Database  # noqa: PLC0415 - as in _opened
    from storage.runners import Native, Threads  # noqa: PLC0415 - as in _opened

    if is_sqlite(url):
        writer = Threads(_sqlite(url, patience, "IMMEDIATE", 1), 1)
        reader = Threads(_sqlite(url, patience, "DEFERRED", READERS), READERS)
        return Database(writer, reader, is_sqlite=True)
    native = Native(_postgresql(url, patience))
    return Database(native, native, is_sqlite=False)


def _postgresql(url: "URL", patience: float) -> "AsyncEngine":
    """Return an engine whose statements and waits for locks have an end."""
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - as in _opened

    limits = (
        f"-c lock_timeout={patience:g}s -c statement_timeout={STATEMENT_SECONDS}s"
        # A process that was frozen in the middle must not hold its row locks over the others.
        f" -c idle_in_transaction_session_timeout={FROZEN_SECONDS}s"
    )
    return create_async_engine(
        url,
        pool_pre_ping=True,
        connect_args={
            "options": limits,
            "connect_timeout": max(2, int(patience)),
            "application_name": SESSIONS,
        },
    )


def _sqlite(url: "URL", patience: float, begin: str, size: int) -> "Engine":
    """Return an engine that says BEGIN itself: the driver's own BEGIN comes too late.

    A transaction that reads first and then writes fails at once when another one wrote in
    between, whatever the timeout; so whoever may write says BEGIN IMMEDIATE. The URL names
    aiosqlite, as it always did; the runner's threads take the place of that driver's.
    """
    from sqlalchemy import create_engine, event  # noqa: PLC0415 - as in _opened

    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        pool_size=size,
        max_overflow=0,
        connect_args={"timeout": patience, "isolation_level": None, "check_same_thread": False},
    )

    def begun(connection: Any) -> None:
        """Start a transaction of the engine's kind."""
        connection.exec_driver_sql(f"BEGIN {begin}")

    event.listen(engine, "connect", prepare_connection)
    event.listen(engine, "begin", begun)
    return engine


def prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    """Set the pragmas of one SQLite connection; refuse a file system without WAL."""
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
        answer = cursor.fetchone()
        if answer is None or str(answer[0]).lower() != "wal":
            raise OperatorError("the database's file system cannot do WAL; use a local disk")
        # FULL: a commit that was acknowledged survives a power cut.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is deleted is overwritten: a chat that wants to be forgotten leaves no trace.
        cursor.execute("PRAGMA secure_delete=ON")
    finally:
        cursor.close()
