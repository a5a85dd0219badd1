"""Messages on their way to a platform: added once, claimed with a fence, settled."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, TextualSelect, bindparam, text

from bot.core.clock import Clock
from bot.core.sending import Delivery, Kind, Limits, Outcome, Part, State, Verdict
from storage.batches import Batch, driver_time
from storage.claims import CLAIMS
from storage.claims import OPEN as OPEN
from storage.database import Database
from storage.failing import count_days
from storage.gates import close, closed_until, condition_values, room, spend
from storage.gone import mark_gone
from storage.moving import move_chat
from storage.parts import delivery_of, insert_parts
from storage.types import Instant, storable

LEASE = timedelta(minutes=2)
"""How long a claim holds; longer than any send, so that only a dead claimer loses it."""
TERMINAL = {State.SENT, State.DEAD, State.EXPIRED}

# Only who shows the fence of the newest claim may settle a row.
SETTLE = Batch(
    "UPDATE outbox SET state = ?, message_id = ?, reason = ?, not_before = ?, settled_at = ?,"
    " lease_until = NULL, copies = copies + ? WHERE id = ? AND fence = ? AND state = 'inflight'"
)
# What a lost claimer left behind may have arrived if its bytes were about to leave: it is sent
# once more, and never a third time. What only waited for its turn was not sent for certain.
LEFT_BEHIND = (
    "UPDATE outbox SET copies = copies + CASE WHEN left_at IS NULL THEN 0 ELSE 1 END,"
    " lease_until = NULL, left_at = NULL,"
    " state = CASE WHEN left_at IS NULL THEN 'retry' WHEN copies > 0 THEN 'dead'"
    " ELSE 'ambiguous' END,"
    " reason = CASE WHEN left_at IS NULL THEN 'claimed at the last end' WHEN copies > 0"
    " THEN 'ambiguous twice' ELSE 'left in flight' END,"
    " settled_at = CASE WHEN left_at IS NOT NULL AND copies > 0 THEN :now ELSE settled_at END"
    " WHERE bot = :bot AND state = 'inflight'"
)
RECOVER = (
    text(LEFT_BEHIND)
    .bindparams(bindparam("now", type_=Instant))
    .execution_options(preserve_rowcount=True)
)
RECOVER_SHARDS = (
    text(f"{LEFT_BEHIND} AND shard IN :shards")
    .bindparams(bindparam("now", type_=Instant), bindparam("shards", expanding=True))
    .execution_options(preserve_rowcount=True)
)
EXPIRE_LEASES = text(f"{LEFT_BEHIND} AND lease_until <= :now").bindparams(
    bindparam("now", type_=Instant)
)
# At the earliest: whether a chat's limit or an older row holds it up is the claim's to see.
NEXT_DUE = text(
    "SELECT MIN(COALESCE(not_before, created_at)) AS due FROM outbox"  # noqa: S608 - as above
    f" WHERE bot = :bot AND {OPEN} AND state <> 'inflight'"
).columns(due=Instant)
DEPART = (
    text(
        "UPDATE outbox SET left_at = :now WHERE id = :id AND fence = :fence AND state = 'inflight'"
    )
    .bindparams(bindparam("now", type_=Instant))
    .execution_options(preserve_rowcount=True)
)
NEEDLESS = text(
    "UPDATE outbox SET state = 'dead', reason = 'nothing to edit', settled_at = :now"
    " WHERE edits = :id AND state IN ('pending', 'retry')"
).bindparams(bindparam("now", type_=Instant))
TO_GENERAL = text("UPDATE outbox SET topic = NULL WHERE id = :id")

MESSAGE_OF = text("SELECT message_id FROM outbox WHERE key = :key AND state = 'sent'")


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

    async def turn(  # noqa: PLR0913 - the port's signature
        self,
        bot: str,
        outcomes: Sequence[Outcome],
        limit: int,
        now: datetime,
        *,
        limits: Limits | None = None,
        shards: Collection[int] | None = None,
        closed: Mapping[int, datetime] | None = None,
    ) -> list[Delivery]:
        """In one transaction settle outcomes and claim up to `limit` due heads of chats."""

        def work(connection: Connection) -> list[Delivery]:
            """Settle first, so that what comes next in those chats can leave in this turn."""
            settle(connection, outcomes, now)
            close(connection, bot, closed or {})
            if limit <= 0 or shards == set():
                return []
            connection.execute(EXPIRE_LEASES, {"bot": bot, "now": now})
            return self._claimed(connection, bot, limit, now, limits, shards)

        return await self._database.write(work)

    def _claimed(
        self,
        connection: Connection,
        bot: str,
        limit: int,
        now: datetime,
        limits: Limits | None,
        shards: Collection[int] | None,
    ) -> list[Delivery]:
        """Claim what the limits leave room for, the most urgent first."""
        wanted: dict[str, object] = {"bot": bot, "now": now, "lease": now + LEASE, "limit": limit}
        if shards is not None:
            wanted["shards"] = list(shards)
        claim = CLAIMS[self._database.is_sqlite, limits is not None, shards is not None]
        if limits is None:
            return _deliveries(connection, claim, {**wanted, "left": now})
        given = room(connection, bot, limits, now.timestamp(), limit)
        if given.count <= 0:
            return []
        wanted |= {"limit": given.count, "left": None, **condition_values(limits, now.timestamp())}
        claimed = _deliveries(connection, claim, wanted)
        return spend(connection, bot, limits, given, claimed) if claimed else []

    async def depart(self, leaving: Sequence[Delivery]) -> set[int]:
        """Commit that claimed rows leave now; return the ids of those that are still ours."""
        now = self._clock.now()

        def work(connection: Connection) -> set[int]:
            """Mark each row whose claim still holds."""
            return {
                one.id
                for one in leaving
                if connection.execute(
                    DEPART, {"id": one.id, "fence": one.fence, "now": now}
                ).rowcount
            }

        return await self._database.write(work)

    async def message_of(self, key: str) -> int | None:
        """Return the platform's id of a part that was sent; None where it was not."""
        return await self._database.read(
            lambda connection: connection.execute(MESSAGE_OF, {"key": key}).scalar()
        )

    async def closed_until(self, bot: str, chat: int = 0) -> datetime | None:
        """Return until when nothing may leave to a chat or, by default, to any; None = open."""
        return await self._database.read(lambda connection: closed_until(connection, bot, chat))

    async def recover(self, bot: str, shards: Collection[int] | None = None) -> int:
        """Mark rows found INFLIGHT at start as ambiguous, to be sent once more; count them."""
        left: dict[str, object] = {"bot": bot, "now": self._clock.now()}
        statement = RECOVER
        if shards is not None:
            left["shards"] = list(shards)
            statement = RECOVER_SHARDS
        return await self._database.write(
            lambda connection: connection.execute(statement, left).rowcount
        )

    async def next_due(self, bot: str) -> datetime | None:
        """Return when the next waiting row may leave; None when none waits."""
        return await self._database.read(
            lambda connection: connection.execute(NEXT_DUE, {"bot": bot}).scalar()
        )


def settle(connection: Connection, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write down what became of claimed rows, and what follows from it for their chats."""
    SETTLE.run(connection, [_settled(connection, one, now) for one in outcomes])
    count_days(connection, outcomes, now)
    for one in outcomes:
        _follow(connection, one, now)


def _follow(connection: Connection, one: Outcome, now: datetime) -> None:
    """Do what one outcome means for other rows; most mean nothing."""
    part = one.delivery.part
    platform = part.bot.partition(":")[0]
    if one.moved_to is not None:
        move_chat(connection, platform, part.chat, one.moved_to, now)
    if one.verdict is Verdict.CHAT_GONE and one.state is State.DEAD:
        mark_gone(connection, platform, part.chat, "gone", now, part.topic)
    if one.to_general:
        connection.execute(TO_GENERAL, {"id": one.delivery.id})
    if one.state in (State.DEAD, State.EXPIRED) and part.kind is not Kind.REPLY:
        connection.execute(NEEDLESS, {"id": one.delivery.id, "now": now})


def _deliveries(
    connection: Connection, claim: TextualSelect, wanted: Mapping[str, object]
) -> list[Delivery]:
    """Claim rows and return them, the most urgent first."""
    rows = connection.execute(claim, wanted).all()
    return [delivery_of(row) for row in sorted(rows, key=lambda row: (row.priority, row.id))]


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
