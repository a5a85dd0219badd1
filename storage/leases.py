"""Leases in the database, by one clock for all who ask: the database's own."""

from sqlalchemy import Connection, text

from bot.core.clock import Clock, SystemClock
from storage.database import Database

DATABASE_TIME = "extract(epoch FROM clock_timestamp())"
# Whoever holds it renews it; anybody takes it once it has run out, and that is a new term.
TAKE = (
    "INSERT INTO leases (name, holder, fence, until) VALUES (:name, :holder, 1, {now} + :seconds)"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,"
    " fence = leases.fence + CASE WHEN leases.until <= {now} THEN 1 ELSE 0 END"
    " WHERE leases.holder = excluded.holder OR leases.until <= {now}"
    " RETURNING fence"
)
RELEASE = text("UPDATE leases SET until = 0 WHERE name = :name AND holder = :holder")


class StoredLeases:
    """The Leases port on SQL."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Go by the database's clock where it has one; a clock that was moved counts itself."""
        self._database = database
        self._clock = clock
        own = database.is_sqlite or type(clock) is not SystemClock
        self._take = text(TAKE.format(now=":now" if own else DATABASE_TIME))
        self._own = own

    async def take(self, name: str, holder: str, seconds: float) -> int | None:
        """Take or renew a lease; return its fence, or None while another holds it."""
        wanted: dict[str, object] = {"name": name, "holder": holder, "seconds": seconds}
        if self._own:
            wanted["now"] = self._clock.now().timestamp()

        def work(connection: Connection) -> int | None:
            """Insert or update the lease's row, unless it is another's."""
            return connection.execute(self._take, wanted).scalar()

        return await self._database.write(work)

    async def release(self, name: str, holder: str) -> None:
        """Let the lease run out now; its row stays, so that fences never start anew."""

        def work(connection: Connection) -> None:
            """End the term."""
            connection.execute(RELEASE, {"name": name, "holder": holder})

        await self._database.write(work)
