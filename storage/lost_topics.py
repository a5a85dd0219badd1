"""Topics that are closed or gone: messages for them went to the chat itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, text

from bot.core.delivery_health import LostTopic
from bot.core.principals import Chat, ChatKind
from bot.core.settings import unpacked
from storage.database import Database
from storage.types import Instant

LOST = text(
    "SELECT DISTINCT o.bot, s.platform, s.chat, s.topic, COALESCE(c.settings, '') AS settings"
    " FROM outbox AS o JOIN subscriptions AS s ON s.id = o.subscription AND s.chat = o.chat"
    " LEFT JOIN chats AS c ON c.platform = s.platform AND c.id = s.chat"
    " WHERE o.settled_at >= :since AND o.state = 'sent' AND o.method = 'push'"
    " AND o.topic IS NULL AND s.topic <> 0"
).bindparams(bindparam("since", type_=Instant))


class StoredLostTopics:
    """The LostTopics port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def since(self, since: datetime) -> Sequence[LostTopic]:
        """Return the topics whose messages were sent to the chat itself since an instant."""
        rows = await self._database.read(lambda at: at.execute(LOST, {"since": since}).all())
        return [
            LostTopic(
                Chat(row.platform, row.chat, ChatKind.GROUP, row.topic),
                row.bot,
                unpacked(row.settings).get("language", ""),
            )
            for row in rows
        ]
