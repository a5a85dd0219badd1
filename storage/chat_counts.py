"""How many chats there are, by platform and kind."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, text

from bot.core.chat_counts import Counted
from storage.database import Database
from storage.types import Instant

COUNT = text(
    "SELECT p.platform, COALESCE(NULLIF(c.kind, ''), s.kind, '') AS kind, COUNT(*) AS chats,"
    " SUM(CASE WHEN c.away <> '' THEN 1 ELSE 0 END) AS away,"
    " SUM(CASE WHEN COALESCE(c.away, '') = '' AND (c.heard_at >= :since OR s.running > 0)"
    " THEN 1 ELSE 0 END) AS active, SUM(COALESCE(s.total, 0)) AS subscriptions"
    " FROM (SELECT platform, id AS chat FROM chats WHERE platform <> ''"
    " UNION SELECT platform, chat FROM subscriptions) AS p"
    " LEFT JOIN chats AS c ON c.platform = p.platform AND c.id = p.chat"
    " LEFT JOIN (SELECT platform, chat, MAX(chat_kind) AS kind, COUNT(*) AS total,"
    " SUM(CASE WHEN pause = '' THEN 1 ELSE 0 END) AS running FROM subscriptions"
    " GROUP BY platform, chat) AS s ON s.platform = p.platform AND s.chat = p.chat"
    " GROUP BY 1, 2 ORDER BY 1 DESC, 2"
).bindparams(bindparam("since", type_=Instant))


class StoredChatCounts:
    """The ChatCounts port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def counted(self, since: datetime) -> Sequence[Counted]:
        """Count chats; active are those that were answered since an instant, or subscribe."""
        rows = await self._database.read(lambda at: at.execute(COUNT, {"since": since}).all())
        return [
            Counted(row.platform, row.kind, row.chats, row.active, row.away, int(row.subscriptions))
            for row in rows
        ]
