"""Chats that nothing arrives in any more although nobody refused: after seven days they rest."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, text

from bot.core.sending import Outcome, State, Verdict
from storage.batches import Batch, driver_time
from storage.gone import FAILING, mark_gone
from storage.types import Instant

PATIENCE = timedelta(days=7)
LATELY = timedelta(days=1)
SOFT = (Verdict.NOT_SENT, Verdict.AMBIGUOUS)
GIVEN_UP = (State.DEAD, State.EXPIRED)

WELL = Batch(
    "UPDATE chats SET failing_since = NULL"
    " WHERE platform = ? AND id = ? AND failing_since IS NOT NULL"
)
NOTED = Batch(
    "INSERT INTO chats (platform, id, changed_at, failing_since) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (platform, id) DO UPDATE SET failing_since = excluded.failing_since"
    " WHERE chats.failing_since IS NULL"
)
# Where nobody else was reached lately either, it is the platform that fails, not the chat.
LONG_ENOUGH = text(
    "SELECT 1 FROM chats WHERE platform = :platform AND id = :chat AND failing_since <= :since"
    " AND EXISTS (SELECT 1 FROM outbox WHERE bot = :bot AND state = 'sent'"
    " AND settled_at >= :lately AND chat <> :chat)"
).bindparams(bindparam("since", type_=Instant), bindparam("lately", type_=Instant))


def count_days(connection: Connection, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Note since when chats fail, and let the orders of those rest that fail for too long."""
    # In order, so that two senders on PostgreSQL never wait crosswise.
    well = sorted({_chat(one) for one in outcomes if one.state is State.SENT})
    failing = sorted({_chat(one) for one in outcomes if one.failing})
    at = driver_time(connection, now)
    WELL.run(connection, well)
    NOTED.run(connection, [(platform, chat, at, at) for platform, chat in failing])
    for one in outcomes:
        if one.verdict in SOFT and one.state in GIVEN_UP:
            _rest_if_due(connection, one, now)


def _rest_if_due(connection: Connection, one: Outcome, now: datetime) -> None:
    """Let a chat's orders rest where a message was given up and none came in seven days."""
    platform, chat = _chat(one)
    where = {"platform": platform, "chat": chat, "bot": one.delivery.part.bot}
    bounds = {"since": now - PATIENCE, "lately": now - LATELY}
    if connection.execute(LONG_ENOUGH, {**where, **bounds}).first() is not None:
        mark_gone(connection, platform, chat, FAILING, now, one.delivery.part.topic)


def _chat(one: Outcome) -> tuple[str, int]:
    """Return the platform and chat of an outcome."""
    part = one.delivery.part
    return part.bot.partition(":")[0], part.chat
