"""What chats have chosen."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from bot.core.principals import Chat
from storage.database import Database
from storage.types import Instant

LANGUAGE = text("SELECT language FROM chats WHERE platform = :platform AND id = :id")
# An older choice that is dealt with late does not win over a newer one.
SET_LANGUAGE = text(
    "INSERT INTO chats (platform, id, language, changed_at)"
    " VALUES (:platform, :id, :language, :at)"
    " ON CONFLICT (platform, id) DO UPDATE"
    " SET language = excluded.language, changed_at = excluded.changed_at"
    " WHERE chats.changed_at <= excluded.changed_at"
).bindparams(bindparam("at", type_=Instant))


class StoredChats:
    """The Chats port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def language(self, chat: Chat) -> str | None:
        """Return the chat's stored language; None when it never chose."""
        key = {"platform": chat.platform, "id": chat.id}
        return await self._database.read(
            lambda connection: connection.execute(LANGUAGE, key).scalar()
        )

    async def set_language(self, chat: Chat, language: str, at: datetime) -> None:
        """Store the chat's language, unless a later choice is stored."""
        choice = {"platform": chat.platform, "id": chat.id, "language": language, "at": at}

        def work(connection: Connection) -> None:
            """Insert or update the chat's row."""
            connection.execute(SET_LANGUAGE, choice)

        await self._database.write(work)
