"""Standing orders, each look-up and change confined to one chat."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import IntegrityError

from bot.core.audit import Author
from bot.core.order_records import recorded_change
from bot.core.principals import Chat, ChatKind
from bot.core.subscriptions import Days, Form, Occurrence, Pause, Schedule, Subscription
from storage.audit import record
from storage.batches import day_of
from storage.database import Database
from storage.types import Exact, Instant, clock_text, clock_time, storable

COLUMNS = (
    "id, platform, chat, chat_kind, topic, line, at, zone, days, on_day, form, silent, own_sound,"
    " skip_closed, moved, pause, next_day, next_at, made_by, made_at"
)
OF = text(
    f"SELECT {COLUMNS} FROM subscriptions WHERE platform = :platform AND chat = :chat"  # noqa: S608 - constants of this file
    " AND (id = :id OR :id = 0) ORDER BY id"
).columns(moved=Exact, next_at=Instant, made_at=Instant)
LOCK = text(
    "SELECT 1 FROM subscriptions WHERE platform = :platform AND chat = :chat AND id = :id"
    " FOR UPDATE"
)
_BOUND = (
    bindparam("moved", type_=Exact),
    bindparam("next_at", type_=Instant),
    bindparam("made_at", type_=Instant),
)
NAMED = [name.strip() for name in COLUMNS.split(",")[1:]]
ADD = (
    text(
        f"INSERT INTO subscriptions ({', '.join(NAMED)})"  # noqa: S608 - as above
        f" VALUES ({', '.join(f':{name}' for name in NAMED)}) ON CONFLICT DO NOTHING"
    )
    .bindparams(*_BOUND)
    .execution_options(preserve_rowcount=True)
)
PUT = (
    text(
        f"INSERT INTO subscriptions (id, {', '.join(NAMED)})"  # noqa: S608 - as above
        f" VALUES (:id, {', '.join(f':{name}' for name in NAMED)}) ON CONFLICT DO NOTHING"
    )
    .bindparams(*_BOUND)
    .execution_options(preserve_rowcount=True)
)
TWIN = text(
    "SELECT id FROM subscriptions WHERE platform = :platform AND chat = :chat"
    " AND topic = :topic AND line = :line AND at = :at"
)
CHANGE = (
    text(
        "UPDATE subscriptions SET line = :line, at = :at, zone = :zone, days = :days,"
        " on_day = :on_day, form = :form, silent = :silent, own_sound = :own_sound,"
        " skip_closed = :skip_closed, moved = :moved, pause = :pause, next_day = :next_day,"
        " next_at = :next_at"
        " WHERE id = :id AND platform = :platform AND chat = :chat"
    )
    .bindparams(*_BOUND[:2])
    .execution_options(preserve_rowcount=True)
)
MINE = "id IN :ids AND platform = :platform AND chat = :chat"
UNSENT = text(
    "UPDATE outbox SET state = 'dead', reason = :reason, settled_at = :now, lease_until = NULL"  # noqa: S608 - as above
    " WHERE subscription IN (SELECT id FROM subscriptions"
    f" WHERE {MINE}) AND state IN ('pending', 'retry', 'ambiguous')"
).bindparams(bindparam("ids", expanding=True), bindparam("now", type_=Instant))
REMOVE = text(f"DELETE FROM subscriptions WHERE {MINE}").bindparams(  # noqa: S608 - as above
    bindparam("ids", expanding=True)
)


class StoredSubscriptions:
    """The Subscriptions port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def of(self, chat: Chat) -> Sequence[Subscription]:
        """Return the orders of a chat, in all its topics, oldest first."""
        return await self._database.read(lambda connection: orders_of(connection, chat))

    async def find(self, chat: Chat, number: int) -> Subscription | None:
        """Return one order of this chat; None also where it belongs to another chat."""
        if not 0 < number < 2**63:
            return None
        found = await self._database.read(lambda connection: orders_of(connection, chat, number))
        return found[0] if found else None

    async def add(self, wanted: Subscription, by: Author) -> tuple[Subscription, bool]:
        """Store an order, and tell whether it is new; the same order again is returned as it is."""

        def work(connection: Connection) -> tuple[Subscription, bool]:
            """Insert and record."""
            kept, new = _add(connection, wanted)
            if new:
                note(connection, by, None, kept)
            return kept, new

        return await self._database.write(work)

    async def change(self, changed: Subscription, by: Author) -> bool:
        """Store what changed about an order of its chat; False where there is none, or its twin."""

        def work(connection: Connection) -> bool:
            """Look, change and record."""
            before = orders_of(connection, changed.chat, changed.id)
            if not before or not change(connection, changed):
                return False
            note(connection, by, before[0], changed)
            return True

        try:
            return await self._database.write(work)
        except IntegrityError:
            return False

    async def remove(self, chat: Chat, numbers: Collection[int], by: Author) -> int:
        """Remove orders of this chat and what waits to be sent for them; return how many."""

        def work(connection: Connection) -> int:
            """Look, remove and record each."""
            gone = [one for one in orders_of(connection, chat) if one.id in numbers]
            remove(connection, chat, [one.id for one in gone], by.at)
            for order in gone:
                note(connection, by, order, None)
            return len(gone)

        return await self._database.write(work)


def note(
    connection: Connection, by: Author, before: Subscription | None, after: Subscription | None
) -> None:
    """Record how an order of a chat changed, inside the transaction that changes it."""
    order = before or after
    assert order is not None  # noqa: S101 - narrows the type for the checker
    old, new = recorded_change(before, after)
    record(connection, order.chat, by, f"subscription:{order.id}", old, new)


def change(connection: Connection, changed: Subscription) -> bool:
    """Store what changed about an order inside somebody's transaction."""
    values = {**_values(changed), "id": changed.id}
    return connection.execute(CHANGE, values).rowcount == 1


def orders_of(
    connection: Connection, chat: Chat, number: int = 0, *, lock: bool = False
) -> list[Subscription]:
    """Return a chat's orders, or the one of that number, inside somebody's transaction.

    With a lock nobody changes them before that transaction ends.
    """
    if lock and connection.dialect.name == "postgresql":
        connection.execute(LOCK, {"platform": chat.platform, "chat": chat.id, "id": number})
    rows = connection.execute(OF, {"platform": chat.platform, "chat": chat.id, "id": number})
    return [subscription_of(row) for row in rows]


def put_order(connection: Connection, order: Subscription) -> bool:
    """Bring an order back under its own number; False where its like is there."""
    return connection.execute(PUT, {**_values(order), "id": order.id}).rowcount == 1


def _add(connection: Connection, wanted: Subscription) -> tuple[Subscription, bool]:
    """Insert an order unless it is there."""
    values = _values(wanted)
    new = connection.execute(ADD, values).rowcount == 1
    number = connection.execute(TWIN, values).scalar_one()
    return orders_of(connection, wanted.chat, int(number))[0], new


def remove(connection: Connection, chat: Chat, numbers: list[int], now: datetime) -> None:
    """Take unsent messages out, then the orders."""
    if not numbers:
        return
    mine = {"ids": numbers, "platform": chat.platform, "chat": chat.id}
    connection.execute(UNSENT, {**mine, "reason": "unsubscribed", "now": now})
    connection.execute(REMOVE, mine)


def _values(order: Subscription) -> dict[str, object]:
    """Return an order as values of its columns."""
    day: date | str | None = order.next.day.isoformat() if order.next else None
    return {
        "platform": order.chat.platform,
        "chat": order.chat.id,
        "chat_kind": order.chat.kind.value,
        "topic": order.chat.topic or 0,
        "line": storable(order.line),
        "at": clock_text(order.schedule.at),
        "zone": order.schedule.zone,
        "days": order.schedule.days.value,
        "on_day": order.schedule.on,
        "form": order.form.value,
        "silent": order.silent is not False,
        "own_sound": order.silent is not None,
        "skip_closed": order.skip_closed,
        "moved": order.moved,
        "pause": order.pause.value,
        "next_day": day,
        "next_at": order.next.at if order.next else None,
        "made_by": order.made_by,
        "made_at": order.made_at,
    }


def subscription_of(row: Any) -> Subscription:
    """Return the order of a row with COLUMNS."""
    topic = row.topic or None
    return Subscription(
        id=row.id,
        chat=Chat(row.platform, row.chat, ChatKind(row.chat_kind), topic),
        line=row.line,
        schedule=Schedule(Days(row.days), clock_time(row.at), row.zone, row.on_day),
        form=Form(row.form),
        silent=bool(row.silent) if row.own_sound else None,
        skip_closed=bool(row.skip_closed),
        moved=row.moved,
        pause=Pause(row.pause),
        next=Occurrence(day_of(row.next_day), row.next_at) if row.next_at else None,
        made_by=row.made_by,
        made_at=row.made_at,
    )
