"""Messages on their way to a platform: added once, claimed with a fence, settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, text

from bot.core.clock import Clock
from bot.core.sending import Delivery, Outcome, Part, State
from storage.batches import Batch, driver_time
from storage.database import Database
from storage.parts import delivery_of, insert_parts
from storage.types import Instant, storable

OPEN = "state IN ('pending', 'retry', 'ambiguous', 'inflight')"
"""Rows of the outbox that still have a way to go; PostgreSQL shows it in its own words."""
LEASE = timedelta(minutes=2)
"""How long a claim holds; longer than any send, so that only a dead claimer loses it."""
TERMINAL = {State.SENT, State.DEAD, State.EXPIRED}

# Only who shows the fence of the newest claim may settle a row.
SETTLE = Batch(
    "UPDATE outbox SET state = ?, message_id = ?, reason = ?, not_before = ?, settled_at = ?,"
    " lease_until = NULL, copies = copies + ? WHERE id = ? AND fence = ? AND state = 'inflight'"
)
# What a lost claimer left may have arrived: it is sent once more, and never a third time.
LEFT_BEHIND = (
    "UPDATE outbox SET copies = copies + 1, lease_until = NULL,"
    " state = CASE WHEN copies > 0 THEN 'dead' ELSE 'ambiguous' END,"
    " reason = CASE WHEN copies > 0 THEN 'ambiguous twice' ELSE 'left in flight' END,"
    " settled_at = CASE WHEN copies > 0 THEN :now ELSE settled_at END"
    " WHERE bot = :bot AND state = 'inflight'"
)
RECOVER = (
    text(LEFT_BEHIND)
    .bindparams(bindparam("now", type_=Instant))
    .execution_options(preserve_rowcount=True)
)
EXPIRE_LEASES = text(f"{LEFT_BEHIND} AND lease_until <= :now").bindparams(
    bindparam("now", type_=Instant)
)
# The head of a chat is its oldest row that still has a way to go; only heads may leave.
# Said with a scalar subquery, because PostgreSQL reads the whole table for NOT EXISTS.
HEADS = (
    "FROM outbox AS head WHERE head.bot = :bot"  # noqa: S608 - every piece is a constant
    f" AND head.{OPEN} AND head.state <> 'inflight'"
    " AND head.id = (SELECT older.id FROM outbox AS older"
    f" WHERE older.bot = head.bot AND older.chat = head.chat AND older.{OPEN}"
    " ORDER BY older.id LIMIT 1)"
)
CLAIM = (
    "UPDATE outbox SET state = 'inflight', attempts = attempts + 1, fence = fence + 1,"
    " lease_until = :lease WHERE id IN (SELECT head.id {heads}"
    " AND (head.not_before IS NULL OR head.not_before <= :now)"
    " ORDER BY head.id LIMIT :limit {lock})"
    " RETURNING id, key, bot, chat, method, target, expires_at, attempts, copies, fence,"
    " (SELECT body FROM content WHERE hash = CAST(outbox.content AS TEXT)) AS body"
)
CLAIMS = {
    is_sqlite: text(
        CLAIM.format(heads=HEADS, lock="" if is_sqlite else "FOR UPDATE OF head SKIP LOCKED")
    )
    .bindparams(bindparam("lease", type_=Instant), bindparam("now", type_=Instant))
    .columns(expires_at=Instant)
    for is_sqlite in (True, False)
}
NEXT_DUE = text(
    f"SELECT COALESCE(head.not_before, head.created_at) AS due {HEADS} ORDER BY due LIMIT 1"
).columns(due=Instant)


class StoredOutbox:
    """The Outbox port on SQL."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on this database; the clock dates what is added and recovered."""
        self._database = database
        self._clock = clock

    async def add(self, parts: Sequence[Part]) -> int:
        """Commit the parts; return how many were new (a key is kept once)."""
        now = self._clock.now()
        return await self._database.write(lambda connection: insert_parts(connection, parts, now))

    async def turn(
        self, bot: str, outcomes: Sequence[Outcome], limit: int, now: datetime
    ) -> list[Delivery]:
        """In one transaction settle outcomes and claim up to `limit` due heads of chats.

        A chat's next row leaves only after the one before it came to an end.
        """
        claim = CLAIMS[self._database.is_sqlite]

        def work(connection: Connection) -> list[Delivery]:
            """Settle first, so that what comes next in those chats can leave in this turn."""
            SETTLE.run(connection, [_settled(connection, one, now) for one in outcomes])
            if limit <= 0:
                return []
            connection.execute(EXPIRE_LEASES, {"bot": bot, "now": now})
            wanted = {"bot": bot, "now": now, "lease": now + LEASE, "limit": limit}
            rows = connection.execute(claim, wanted).all()
            return sorted((delivery_of(row) for row in rows), key=lambda one: one.id)

        return await self._database.write(work)

    async def recover(self, bot: str) -> int:
        """Mark rows found INFLIGHT at start as ambiguous, to be sent once more; count them."""
        left = {"bot": bot, "now": self._clock.now()}
        return await self._database.write(
            lambda connection: connection.execute(RECOVER, left).rowcount
        )

    async def next_due(self, bot: str) -> datetime | None:
        """Return when the next waiting row may leave; None when none waits."""
        return await self._database.read(
            lambda connection: connection.execute(NEXT_DUE, {"bot": bot}).scalar()
        )


def _settled(connection: Connection, outcome: Outcome, now: datetime) -> tuple[object, ...]:
    """Return the values that settle one outcome."""
    return (
        outcome.state.value,
        outcome.message_id,
        storable(outcome.reason),
        driver_time(connection, outcome.not_before),
        driver_time(connection, now) if outcome.state in TERMINAL else None,
        1 if outcome.state is State.AMBIGUOUS else 0,
        outcome.delivery.id,
        outcome.delivery.fence,
    )
