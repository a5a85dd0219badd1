"""The standing orders as the clock sees them: due variants in, messages in the outbox out.

A run's messages are fanned out by one INSERT … SELECT for each page of orders, joined with the
plans of the run; the same transaction moves the orders on.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from uuid import uuid4

from sqlalchemy import Connection, bindparam, text

from bot.core.clock import Clock
from bot.core.planning import Change, Idle, Plan, Shown, Variant
from bot.core.subscriptions import Occurrence
from storage.batches import Batch, driver_day, driver_time
from storage.database import Database
from storage.idle import idle, restart
from storage.plan_content import keep_contents
from storage.revising import change, pin, shown
from storage.types import Exact, Instant, storable
from storage.variants import COLUMNS, JOINED, READS, variant_of

PAGE = 5_000
"""Orders moved in one transaction, so that nobody waits long for the writer."""
AT_ONCE = 2
"""Pages fanned out beside each other; SQLite, with its one writer, takes them in turn."""
LARGEST = 2**62
STALE = timedelta(hours=1)
"""Plans of a run that was cut off are cleared away after that."""

DUE = text(
    f"SELECT {COLUMNS}, s.next_day AS day, s.next_at AS since, {READS} AS reads {JOINED}"
    f" WHERE s.next_at <= :now GROUP BY {COLUMNS}, s.next_day, s.next_at, {READS}"
    " ORDER BY s.next_at, MIN(s.id)"
).columns(moved=Exact, since=Instant)
KEEP_PLAN = Batch(
    "INSERT INTO plans (run, platform, variant, reads, day, bot, expires_at, to_day, to_at,"
    " reason, pause, silent, hushed, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
KEEP_PART = Batch("INSERT INTO plan_parts (run, number, part, content) VALUES (?, ?, ?, ?)")
BOUNDS = text(
    "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM subscriptions"
    " WHERE next_at <= :now) AS due WHERE place % :page = 0 ORDER BY id"
).bindparams(bindparam("now", type_=Instant))
# Read once, and first: left to themselves, both databases at times begin with the plans and read
# the page again for each.
HERE = (
    "WITH mine AS MATERIALIZED (SELECT s.id, s.platform, s.chat, s.topic, s.variant, s.silent,"
    f" s.own_sound, s.next_day, {READS} AS reads {JOINED}"
    " WHERE s.id > :after AND s.id <= :upto AND s.next_at <= :now)"
)
# The CASE makes the order of the join plain to SQLite: first the orders, then each one's plan.
MATCHED = (
    "FROM mine JOIN plans AS p ON p.run = CASE WHEN mine.id > 0 THEN :run END"
    " AND p.platform = mine.platform AND p.variant = mine.variant AND p.reads = mine.reads"
    " AND p.day = mine.next_day"
)
FAN_OUT = text(
    "INSERT INTO outbox (key, bot, chat, topic, shard, method, content, target, state, kind,"
    f" priority, silent, subscription, day, part, expires_at, created_at) {HERE}"
    " SELECT 's' || CAST(mine.id AS TEXT) || ':' || CAST(mine.next_day AS TEXT) || ':'"
    " || CAST(pp.part AS TEXT), p.bot, mine.chat, NULLIF(mine.topic, 0), abs(mine.chat) % 16,"
    " 'push', pp.content, '{}', 'pending', 'digest', 1, p.hushed OR"
    " CASE WHEN mine.own_sound THEN mine.silent ELSE p.silent END, mine.id, mine.next_day,"
    f" pp.part, p.expires_at, :now {MATCHED}"
    " JOIN plan_parts AS pp ON pp.run = p.run AND pp.number = p.number"
    " WHERE true ORDER BY mine.id, pp.part ON CONFLICT DO NOTHING"
)
LEAVE_OUT = text(
    f"INSERT INTO skips (subscription, day, reason, at) {HERE}"
    f" SELECT mine.id, mine.next_day, p.reason, :now {MATCHED} WHERE p.reason <> ''"
    " ON CONFLICT DO NOTHING"
)
MOVE_ON = text(
    f"{HERE} UPDATE subscriptions SET next_day = m.to_day, next_at = m.to_at, pause = m.pause"  # noqa: S608 - constants of this room
    f" FROM (SELECT mine.id, p.to_day, p.to_at, p.pause {MATCHED}) AS m"
    " WHERE subscriptions.id = m.id"
)
TIMED = [
    statement.bindparams(bindparam("now", type_=Instant)).execution_options(preserve_rowcount=True)
    for statement in (FAN_OUT, LEAVE_OUT, MOVE_ON)
]
COUNT = text("ANALYZE plans, plan_parts")
CLEAR = [
    text(f"DELETE FROM {table} WHERE run = :run OR run < :stale")  # noqa: S608 - constants
    for table in ("plan_parts", "plans")
]


class StoredPlanning:
    """The Planning port on SQL."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on this database; the clock dates what is added."""
        self._database = database
        self._clock = clock

    async def due(self, now: datetime) -> Sequence[Variant]:
        """Return the variants of the orders whose next run is due, the oldest first."""
        wanted = DUE.bindparams(bindparam("now", now, type_=Instant))
        rows = await self._database.read(lambda connection: connection.execute(wanted).all())
        return [variant_of(row) for row in rows]

    async def idle(self) -> Sequence[Idle]:
        """Return the orders that have no next run although nothing pauses them."""
        return await self._database.read(idle)

    async def restart(self, orders: Idle, following: Occurrence) -> int:
        """Give such orders their next run; return how many."""
        return await self._database.write(lambda at: restart(at, orders, following))

    async def carry_out(self, plans: Sequence[Plan], bots: Mapping[str, str]) -> int:
        """Add the plans' messages to the outbox and move their orders on; count the messages."""
        now = self._clock.now()
        run = _run(now)
        await self._database.write(lambda connection: _stage(connection, run, plans, bots, now))
        pages = await self._database.read(lambda connection: _pages(connection, now))
        added = 0
        for at in range(0, len(pages), AT_ONCE):
            added += await self._fanned_out(run, pages[at : at + AT_ONCE], now)
        await self._database.write(lambda connection: _clear(connection, run, now))
        return added

    async def _fanned_out(self, run: str, pages: Sequence[tuple[int, int]], now: datetime) -> int:
        """Fan some pages out beside each other; count the messages."""
        works = [partial(_page, run=run, page=page, now=now) for page in pages]
        counts = await asyncio.gather(*map(self._database.write, works), return_exceptions=True)
        for one in counts:
            if isinstance(one, BaseException):
                raise one
        return sum(one for one in counts if isinstance(one, int))

    async def shown(self, first: date, last: date, lines: Sequence[str]) -> Sequence[Shown]:
        """Return what first messages of runs on these local dates show, of lines that begin so."""
        return await self._database.read(lambda at: shown(at, first, last, lines))

    async def pin(self, variant: Variant, bots: Mapping[str, str]) -> int:
        """Add the pins of a variant's first messages of its day to the outbox; return how many."""
        now = self._clock.now()
        return await self._database.write(lambda at: pin(at, variant, bots, now))

    async def change(self, wanted: Change, bots: Mapping[str, str]) -> int:
        """Add the edits (and replies) of one change to the outbox; return how many."""
        now = self._clock.now()
        return await self._database.write(lambda at: change(at, wanted, bots, now))


def _run(now: datetime) -> str:
    """Name a run so that later ones sort after it."""
    return f"{now.timestamp():017.6f}-{uuid4().hex}"


def _stage(
    connection: Connection,
    run: str,
    plans: Sequence[Plan],
    bots: Mapping[str, str],
    now: datetime,
) -> None:
    """Write the plans and their contents down, for the pages to join with."""
    hashes = keep_contents(connection, plans, now)
    KEEP_PLAN.run(
        connection,
        [
            (
                run,
                plan.variant.platform,
                storable(plan.variant.key),
                plan.variant.reads,
                driver_day(connection, plan.variant.due.day),
                bots.get(plan.variant.platform, ""),
                driver_time(connection, plan.expires_at),
                driver_day(connection, plan.next.day if plan.next else None),
                driver_time(connection, plan.next.at if plan.next else None),
                storable(plan.reason),
                plan.pause.value,
                plan.silent,
                plan.hushed,
                number,
            )
            for number, plan in enumerate(plans)
        ],
    )
    KEEP_PART.run(
        connection,
        [
            (run, number, part, digest)
            for number, digests in enumerate(hashes)
            for part, digest in enumerate(digests)
        ],
    )
    if connection.dialect.name == "postgresql":
        # Most of the time these tables are empty, and that is what its statistics say.
        connection.execute(COUNT)


def _pages(connection: Connection, now: datetime) -> list[tuple[int, int]]:
    """Return the pages of due orders: after which id, and up to which."""
    bounds = connection.execute(BOUNDS, {"now": now, "page": PAGE}).scalars().all()
    return list(pairwise((0, *bounds, LARGEST)))


def _page(connection: Connection, run: str, page: tuple[int, int], now: datetime) -> int:
    """Fan one page of due orders out and move them on; return how many messages were added."""
    here = {"run": run, "now": now, "after": page[0], "upto": page[1]}
    added, _, _ = (connection.execute(statement, here).rowcount for statement in TIMED)
    return added


def _clear(connection: Connection, run: str, now: datetime) -> None:
    """Remove the run's plans, and those of runs that were cut off."""
    for statement in CLEAR:
        connection.execute(statement, {"run": run, "stale": _run(now - STALE)})
