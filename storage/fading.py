"""Answers that a chat wants deleted after a while."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from bot.core.sending import DELETE, Kind, Part
from storage.database import Database
from storage.parts import insert_parts
from storage.types import Instant

PAGE = 1_000
"""Messages in one transaction."""
DUE = text(
    "SELECT id, key, bot, chat, topic FROM outbox WHERE fades_at <= :now AND state = 'sent'"
    " AND message_id IS NOT NULL ORDER BY id LIMIT :most"
).bindparams(bindparam("now", type_=Instant))
NOTED = text("UPDATE outbox SET fades_at = NULL WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


async def fade(database: Database, now: datetime) -> int:
    """Add the deletions that are due to the outbox; return how many."""

    def work(connection: Connection) -> int:
        """Add one page and take its notes off."""
        rows = connection.execute(DUE, {"now": now, "most": PAGE}).all()
        if not rows:
            return 0
        parts = [
            Part(f"{row.key}:gone", row.bot, row.chat, DELETE, {}, kind=Kind.DELETE,
                 topic=row.topic, edits=row.id)
            for row in rows
        ]  # fmt: skip
        added = insert_parts(connection, parts, now)
        connection.execute(NOTED, {"ids": [row.id for row in rows]})
        return added

    added = 0
    while fresh := await database.write(work):
        added += fresh
    return added
