"""How fast messages leave: one row for each bot and chat, used up in the claim's transaction.

GCRA: `tat` is the instant at which a limit is used up to. A message may leave at max(now, tat),
and moves it on by one interval; a group's minute may run two messages ahead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from bot.core.sending import Delivery, Limits
from storage.batches import Batch

BOT = 0
"""The chat id under which the whole bot's limit stands."""
HORIZON = 0.12
"""Seconds ahead that are claimed: whatever comes later may still get ahead of the rest."""
MINUTE = 60.0
FAR = 120.0
"""Seconds beyond which a limit's instant is not believed."""

BEGIN = Batch("INSERT INTO gates (bot, chat) VALUES (?, 0) ON CONFLICT DO NOTHING")
# Writing the row holds it until the end of the transaction, so that two senders take turns.
HOLD = text("UPDATE gates SET tat = tat WHERE bot = :bot AND chat = 0 RETURNING tat, closed_until")
SPEND = Batch(
    "INSERT INTO gates (bot, chat, tat, minute_tat) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (bot, chat) DO UPDATE SET tat = excluded.tat, minute_tat ="
    " CASE WHEN gates.minute_tat > ? THEN gates.minute_tat ELSE ? END + ?"
)
CLOSE = Batch(
    "INSERT INTO gates (bot, chat, closed_until) VALUES (?, ?, ?)"
    " ON CONFLICT (bot, chat) DO UPDATE SET closed_until = excluded.closed_until"
    " WHERE gates.closed_until < excluded.closed_until"
)
CLOSED = text("SELECT closed_until FROM gates WHERE bot = :bot AND chat = :chat")
SHUT = (
    " AND NOT EXISTS (SELECT 1 FROM gates AS g WHERE g.bot = head.bot AND g.chat = head.chat"
    " AND ((g.tat > :at AND g.tat < :far) OR (g.minute_tat > :minute_soon AND g.minute_tat < :far)"
    " OR g.closed_until > :at))"
)
"""A condition of the claim: the head's chat may be sent to now."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages may leave within the horizon, and when the first one may."""

    count: int
    first: float


def room(connection: Connection, bot: str, limits: Limits, now: float, most: int) -> Room:
    """Hold the bot's limit and return what it leaves room for."""
    BEGIN.run(connection, [(bot,)])
    tat, closed_until = connection.execute(HOLD, {"bot": bot}).one()
    # Further ahead than any use of the limit reaches, the clock was set back meanwhile.
    first = max(tat, now) if tat < now + FAR else now
    if closed_until > now or first > now + HORIZON:
        return Room(0, first)
    return Room(min(most, 1 + int((now + HORIZON - first) * limits.per_second)), first)


def condition_values(limits: Limits, now: float) -> Mapping[str, float]:
    """Return the values of SHUT."""
    ahead = MINUTE / limits.group_per_minute if limits.group_per_minute else 0.0
    return {"minute_soon": now + ahead, "at": now, "far": now + FAR + ahead}


def spend(
    connection: Connection, bot: str, limits: Limits, given: Room, claimed: Sequence[Delivery]
) -> list[Delivery]:
    """Use the limits up, and give each message its instant."""
    step = 1 / limits.per_second
    timed, rows = [], [(bot, BOT, given.first + step * len(claimed), 0.0, 0.0, 0.0, 0.0)]
    for number, one in enumerate(claimed):
        at = given.first + step * number
        chat = one.part.chat
        grouped = limits.group_per_minute is not None and chat < 0
        minute = MINUTE / limits.group_per_minute if limits.group_per_minute and grouped else 0.0
        used = at + 1 / limits.chat_per_second
        rows.append((bot, chat, used, at + minute if grouped else 0.0, at, at, minute))
        timed.append(replace(one, leave_at=datetime.fromtimestamp(at, UTC)))
    SPEND.run(connection, rows)
    return timed


def close(connection: Connection, bot: str, closed: Mapping[int, datetime]) -> None:
    """Note until when chats, or with id 0 the bot, may not be sent to."""
    CLOSE.run(connection, [(bot, chat, until.timestamp()) for chat, until in closed.items()])


def closed_until(connection: Connection, bot: str, chat: int) -> datetime | None:
    """Return until when a chat may not be sent to; None = never noted."""
    found = connection.execute(CLOSED, {"bot": bot, "chat": chat}).scalar()
    return datetime.fromtimestamp(found, UTC) if found else None
