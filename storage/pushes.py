"""Sent pushes, for doors that fetch them."""

import json
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, text

from bot.core.clock import Clock
from bot.core.pushing import Shown
from storage.database import Database
from storage.types import Instant

DAY = timedelta(days=1)
SINCE = (
    text(
        "SELECT o.id, COALESCE(o.edits, o.id) AS message, o.settled_at, c.body FROM outbox AS o"
        " JOIN content AS c ON c.hash = o.content WHERE o.bot = :bot AND o.state = 'sent'"
        " AND o.method IN ('push', 'edit') AND o.id > :after AND o.settled_at >= :begin"
        " ORDER BY o.id LIMIT :limit"
    )
    .bindparams(bindparam("begin", type_=Instant))
    .columns(settled_at=Instant)
)


class StoredPushes:
    """The Pushes port on SQL."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on this database."""
        self._database = database
        self._clock = clock

    async def since(self, bot: str, after: int, limit: int) -> Sequence[Shown]:
        """Return pushes and edits whose rows came after one, oldest first; a day back at most."""
        begin = self._clock.now() - DAY
        wanted = {"bot": bot, "after": after, "begin": begin, "limit": limit}
        rows = await self._database.read(lambda at: at.execute(SINCE, wanted).all())
        return [Shown(row.id, row.message, row.settled_at, json.loads(row.body)) for row in rows]
