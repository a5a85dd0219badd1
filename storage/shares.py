"""Issued shares by the day they hold for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.market.bars import Provenance
from bot.market.shares import ShareCount
from storage.batches import Batch, day_of, driver_day, marks, time_of
from storage.database import Database

HOLDS_FOR = timedelta(days=10)
"""A count may stand for a day so much later: over the longest holidays, and no longer."""
_SELECT = "SELECT code, shares, source, day, fetched_at FROM shares WHERE day BETWEEN ? AND ?"


class StoredShares:
    """The Shares port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def on(self, day: date, codes: Collection[str] | None = None) -> Mapping[str, ShareCount]:
        """Return the newest counts of at most ten days before (None: of all)."""
        asked = tuple(codes or ())
        if codes is not None and not asked:
            return {}
        own = f" AND code IN ({marks(len(asked))})" if asked else ""
        query = Batch(f"{_SELECT}{own} ORDER BY day")

        def work(connection: Connection) -> Sequence[Any]:
            """Read the counts, the newest last."""
            first = driver_day(connection, day - HOLDS_FOR)
            return query.read(connection, first, driver_day(connection, day), *asked)

        return {row[0]: _count(row) for row in await self._database.read(work)}


def _count(row: Sequence[Any]) -> ShareCount:
    """Return the count of one row."""
    code, shares, source, day, at = row
    when = time_of(at)
    return ShareCount(code, shares, Provenance(source, day_of(day), when and when.astimezone(UTC)))
