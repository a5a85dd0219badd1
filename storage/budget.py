"""One allowance of requests per host, shared by every process on the store."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from bot.core.clock import Clock
from storage.batches import Batch, driver_time, time_of
from storage.database import Database

_REMEMBERED = timedelta(hours=1)
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext(:host))")
_LAST = Batch("SELECT leaves_at FROM requests WHERE host = ? ORDER BY leaves_at DESC LIMIT ?")
_RESERVE = Batch("INSERT INTO requests (host, leaves_at) VALUES (?, ?)")
_FORGET = Batch("DELETE FROM requests WHERE host = ? AND leaves_at < ?")
_COUNT = Batch("SELECT count(*) FROM requests WHERE host = ? AND leaves_at BETWEEN ? AND ?")
_INSTANT_APART = timedelta(microseconds=1)


class StoredBudget:
    """The Budget port on SQL: a sliding window over the requests that were let go."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on this database."""
        self._database = database
        self._clock = clock

    async def reserve(self, host: str, count: int, seconds: float) -> datetime:
        """Reserve the next request and return when it may leave: `count` in any `seconds`."""
        window = timedelta(seconds=seconds)

        def work(connection: Connection) -> datetime:
            """Take the next free place; whoever comes meanwhile waits for the transaction."""
            if not self._database.is_sqlite:
                connection.execute(_LOCK, {"host": host})
            now = self._clock.now()
            last = [_known(row[0]) for row in _LAST.read(connection, host, count)]
            leaves = now
            if last:
                leaves = max(leaves, last[0] + _INSTANT_APART)
            if len(last) == count:
                leaves = max(leaves, last[-1] + window)
            _RESERVE.run(connection, [(host, driver_time(connection, leaves))])
            _FORGET.run(connection, [(host, driver_time(connection, now - _REMEMBERED))])
            return leaves

        return await self._database.write(work)

    async def asked_since(self, host: str, since: datetime) -> int:
        """Count the requests reserved to leave since an instant, and by now."""

        def work(connection: Connection) -> int:
            """Count them."""
            span = driver_time(connection, since), driver_time(connection, self._clock.now())
            return int(_COUNT.read(connection, host, *span)[0][0])

        return await self._database.read(work)


def _known(value: datetime | str) -> datetime:
    """Return an instant of a column that always has one."""
    found = time_of(value)
    if found is None:
        raise ValueError("a request without its time")
    return found.astimezone(UTC)
