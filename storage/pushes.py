"""Sent pushes, for doors that fetch them."""

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, text

from bot.core.pushing import Place, Shown
from storage.database import Database
from storage.types import Instant

SINCE = (
    text(
        "SELECT o.id, COALESCE(o.edits, o.id) AS message, o.settled_at, c.body FROM outbox AS o"
        " JOIN content AS c ON c.hash = o.content WHERE o.bot = :bot AND o.state = 'sent'"
        " AND o.method IN ('push', 'edit') AND o.settled_at >= :at"
        " AND (o.settled_at > :at OR o.id > :id) ORDER BY o.settled_at, o.id LIMIT :limit"
    )
    .bindparams(bindparam("at", type_=Instant))
    .columns(settled_at=Instant)
)


class StoredPushes:
    """The Pushes port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def since(self, bot: str, after: Place, limit: int) -> Sequence[Shown]:
        """Return pushes and edits that were sent after a place, in order."""
        wanted = {"bot": bot, "at": after.at, "id": after.id, "limit": limit}
        rows = await self._database.read(lambda at: at.execute(SINCE, wanted).all())
        return [
            Shown(Place(row.settled_at, row.id), row.message, json.loads(row.body)) for row in rows
        ]
