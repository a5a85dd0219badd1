"""A chat's language, which is one of its settings."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from bot.core.principals import Chat
from bot.core.settings import unpacked
from storage.chat_settings import layer_of, put_choice
from storage.database import Database
from storage.types import Instant

# An older choice that is dealt with late does not win over a newer one.
LATER = text(
    "SELECT 1 FROM chats WHERE platform = :platform AND id = :id AND changed_at > :at"
    " AND settings LIKE '%\"language\"%'"
).bindparams(bindparam("at", type_=Instant))
SETTINGS = text("SELECT settings FROM chats WHERE platform = :platform AND id = :id")


class StoredChats:
    """The Chats port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def language(self, chat: Chat) -> str | None:
        """Return the chat's stored language; None when it never chose."""
        key = {"platform": chat.platform, "id": chat.id}
        settings = await self._database.read(
            lambda connection: connection.execute(SETTINGS, key).scalar()
        )
        return unpacked(settings).get("language")

    async def set_language(self, chat: Chat, language: str, at: datetime) -> None:
        """Store the chat's language, unless a later choice is stored."""
        key = {"platform": chat.platform, "id": chat.id, "at": at}

        def work(connection: Connection) -> None:
            """Choose unless a later choice stands."""
            if connection.execute(LATER, key).first() is None:
                put_choice(connection, chat, {"language": language}, at, layer_of(connection, chat))

        await self._database.write(work)
