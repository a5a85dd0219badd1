"""A chat that nothing can be written to: its orders rest, and what waits for it is dropped."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from bot.core.subscriptions import Pause
from storage.moving import newest_id
from storage.types import Instant

FAILING = "failing"
"""The reason of a chat that refused nothing, but in which nothing arrives."""
BY_TOPIC = frozenset({"discord"})
"""Platforms on which each channel of a chat has rights of its own."""
HERE = "(CAST(:topic AS BIGINT) IS NULL OR topic = :topic)"
REST = text(
    "UPDATE subscriptions SET pause = :pause, next_day = NULL, next_at = NULL"  # noqa: S608 - constants of this file
    f" WHERE platform = :platform AND chat = :chat AND pause = '' AND {HERE}"
)
DROP = text(
    "UPDATE outbox SET state = 'dead', reason = 'chat gone', settled_at = :now, lease_until = NULL"  # noqa: S608 - as above
    " WHERE chat = :chat AND bot LIKE :bots AND state IN ('pending', 'retry', 'ambiguous')"
    f" AND {HERE}"
).bindparams(bindparam("now", type_=Instant))
MARK = text(
    "INSERT INTO chats (platform, id, changed_at, away, away_at)"
    " VALUES (:platform, :chat, :now, :reason, :now)"
    " ON CONFLICT (platform, id) DO UPDATE SET away = excluded.away, away_at = excluded.away_at"
    " WHERE chats.away = ''"
).bindparams(bindparam("now", type_=Instant))


def mark_gone(
    connection: Connection,
    platform: str,
    chat: int,
    reason: str,
    now: datetime,
    topic: int | None = None,
) -> None:
    """Note that a chat is out of reach; its settings stay for when the bot is back.

    Where each channel has rights of its own only that one's orders rest. A late refusal under an
    id that the chat no longer has says nothing about it.
    """
    if newest_id(connection, platform, chat) != chat:
        return
    there = topic if platform in BY_TOPIC else None
    where = {"platform": platform, "chat": chat, "now": now, "topic": there}
    connection.execute(MARK, {**where, "reason": reason})
    pause = Pause.FAILED if reason == FAILING else Pause.GONE
    connection.execute(REST, {**where, "pause": pause.value})
    connection.execute(DROP, {**where, "bots": f"{platform}:%"})
