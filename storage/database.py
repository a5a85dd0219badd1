"""A database that runs whole units of work: on SQLite one writer at a time."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from storage.failures import as_ours
from storage.runners import Runner

T = TypeVar("T")


class Database:
    """Run units of work, each a plain function of a connection and one transaction.

    Being plain functions they cannot await, so no transaction ever spans a network call.
    """

    def __init__(self, writer: Runner, reader: Runner, *, is_sqlite: bool) -> None:
        """Take the runner for changes and the one for look-ups (the same on PostgreSQL)."""
        self._writer = writer
        self._reader = reader
        self.is_sqlite = is_sqlite
        """SQLite has one writer and no row locks."""

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run the work in one transaction and commit it; StoreBusy, StoreFull change nothing."""
        return await _ours(self._writer, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run look-ups that all see the database at one moment."""
        return await _ours(self._reader, work)

    async def truncate_log(self) -> None:
        """Let no copy of what was deleted stay in SQLite's log."""
        await self._writer.truncate_log()

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.close()
        if self._reader is not self._writer:
            await self._reader.close()


async def _ours(runner: Runner, work: Callable[[Connection], T]) -> T:
    """Run the work; turn the driver's errors into ours."""
    try:
        return await runner.run(work)
    except SQLAlchemyError as error:
        ours = as_ours(error)
        if ours is None:
            raise
        raise ours from error
