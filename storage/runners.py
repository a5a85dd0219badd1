"""Ways to run a unit of work, a plain function of a connection, without holding up the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")


class Runner(Protocol):
    """One engine and its way to run work in a transaction."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run the work inside BEGIN and COMMIT."""

    async def truncate_log(self) -> None:
        """Let no copy of what was deleted stay in a log beside the data, as far as we keep one."""

    async def close(self) -> None:
        """Close every connection."""


class Threads:
    """Threads of their own for SQLite: a whole unit of work is one hop to one of them.

    An async driver hops once for each statement; with short transactions the hops cost more
    than the statements (docs/adr/0010). As many threads as connections, so none ever waits.
    """

    def __init__(self, engine: Engine, count: int) -> None:
        """Run on this engine, at most `count` units at once; one thread keeps their order."""
        self._engine = engine
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="store")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run the work; a caller that is cancelled does not stop it half way."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._unit, work)

    async def close(self) -> None:
        """Let what is running end, then close."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    async def truncate_log(self) -> None:
        """Move what was written from the log into the file, and empty the log."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self._truncate)

    def _truncate(self) -> None:
        """Checkpoint outside of any transaction; readers at work leave it to the next time."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()

    def _unit(self, work: Callable[[Connection], T]) -> T:
        """Run the work in this thread."""
        with self._engine.connect() as connection, connection.begin():
            return work(connection)


class Native:
    """A database whose driver is async itself."""

    def __init__(self, engine: "AsyncEngine") -> None:
        """Run on this engine."""
        self._engine = engine

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run the work on the loop."""
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    async def truncate_log(self) -> None:
        """Leave the log to the server, whose own it is."""

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()
