"""A database that runs whole units of work: on SQLite one writer at a time."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.failures import as_ours

T = TypeVar("T")


class Database:
    """Run units of work, each a plain function of a connection and one transaction.

    Being plain functions they cannot await, so no transaction ever spans a network call.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        """Take the engine for changes and the one for look-ups (the same on PostgreSQL)."""
        self._writer = writer
        self._reader = reader
        self._one_writer = asyncio.Lock() if writer is not reader else None

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is SQLite, which has one writer and no row locks."""
        return self._writer.dialect.name == "sqlite"

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run the work in one transaction and commit it; StoreBusy, StoreFull change nothing."""
        turn: AbstractAsyncContextManager[object] = self._one_writer or nullcontext()
        async with turn:
            return await self._run(self._writer, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run look-ups that all see the database at one moment."""
        return await self._run(self._reader, work)

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()

    async def _run(self, engine: AsyncEngine, work: Callable[[Connection], T]) -> T:
        """Run the work inside BEGIN and COMMIT; turn the driver's errors into ours."""

        def unit(connection: Connection) -> T:
            """Do it all in one hop into the driver."""
            with connection.begin():
                return work(connection)

        try:
            async with engine.connect() as connection:
                return await connection.run_sync(unit)
        except SQLAlchemyError as error:
            ours = as_ours(error)
            if ours is None:
                raise
            raise ours from error
