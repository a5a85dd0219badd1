"""Which shards of an outbox on PostgreSQL have something to send."""

from sqlalchemy import text

from storage.database import Database
from storage.engine import FROZEN_SECONDS, SESSIONS
from storage.outbox import OPEN

SHARDS = 16
"""A chat is in the shard `abs(chat) % 16`, for ever."""
FLYING = "SELECT DISTINCT shard FROM outbox WHERE bot = :bot AND state = 'inflight'"
# Each shard is looked for by itself, and the first row found ends the search: with LATERAL and
# LIMIT, because PostgreSQL turns EXISTS into a join that reads every open row.
WAITING = (
    "SELECT one.shard FROM generate_series(0, :last) AS one(shard) CROSS JOIN LATERAL"  # noqa: S608 - constants
    " (SELECT 1 FROM outbox WHERE outbox.bot = :bot AND outbox.shard = one.shard"
    f" AND outbox.{OPEN} AND outbox.state <> 'inflight'"
    " AND (not_before IS NULL OR not_before <= clock_timestamp()) LIMIT 1) AS found"
)
BUSY = f"{FLYING} UNION {WAITING}"
ORPHANED = (
    f"SELECT shard FROM ({BUSY}) AS busy WHERE NOT EXISTS (SELECT 1 FROM leases"  # noqa: S608 - constants
    " WHERE name = 'shard:' || :bot || ':' || busy.shard"
    " AND until > extract(epoch FROM clock_timestamp()))"
)
# PostgreSQL ends such a session itself, but not after psycopg's executemany: what that sends last
# stops the server's timer.
END_FROZEN = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user"
    " AND application_name = :ours AND state LIKE 'idle in transaction%'"
    " AND state_change < clock_timestamp() - :seconds * interval '1 second'"
)


def lease_of(bot: str, shard: int) -> str:
    """Name the lease of whoever sends a shard."""
    return f"shard:{bot}:{shard}"


class StoredShards:
    """Look-ups of one database."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def busy(self, bot: str) -> set[int]:
        """Return the shards with rows that may leave now, or that left and were not settled."""
        return await self._those(BUSY, bot)

    async def flying(self, bot: str) -> set[int]:
        """Return the shards with rows that left and were not settled."""
        return await self._those(FLYING, bot)

    async def orphaned(self, bot: str) -> set[int]:
        """Return the busy shards that nobody sends."""
        return await self._those(ORPHANED, bot)

    async def end_frozen(self, seconds: float = FROZEN_SECONDS) -> int:
        """End sessions in which a frozen process holds rows over the others; count them."""
        wanted = {"ours": SESSIONS, "seconds": seconds}
        ended = await self._database.read(lambda at: at.execute(END_FROZEN, wanted).scalar_one())
        return int(ended)

    async def _those(self, statement: str, bot: str) -> set[int]:
        """Return the shards that a statement finds."""
        wanted = {"bot": bot, "last": SHARDS - 1}
        return await self._database.read(
            lambda at: set(at.execute(text(statement), wanted).scalars())
        )
