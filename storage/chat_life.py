"""What becomes of all that is stored about a chat."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from bot.core.chat_life import Forgotten, Resume
from bot.core.principals import Chat
from bot.core.subscriptions import Pause
from storage.database import Database
from storage.forgetting import forget, forget_somebody
from storage.gone import mark_gone
from storage.moving import move_chat, newest_id
from storage.subscriptions import OF, change, subscription_of
from storage.types import Instant

AWAY = text("SELECT away FROM chats WHERE platform = :platform AND id = :chat")
RESTING = {Pause.GONE.value, Pause.FAILED.value}
HEARD = text(
    "INSERT INTO chats (platform, id, kind, heard_at, changed_at)"
    " VALUES (:platform, :chat, :kind, :at, :at)"
    " ON CONFLICT (platform, id) DO UPDATE SET kind = excluded.kind, heard_at = excluded.heard_at"
).bindparams(bindparam("at", type_=Instant))
HERE = text(
    "UPDATE chats SET away = '', away_at = NULL, failing_since = NULL"
    " WHERE platform = :platform AND id = :chat AND away <> ''"
)


class StoredChatLife:
    """The ChatLife port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def away(self, chat: Chat, reason: str, at: datetime) -> None:
        """Let the chat's orders rest and drop what waits for it; its settings stay."""
        await self._database.write(
            lambda connection: mark_gone(connection, chat.platform, chat.id, reason, at)
        )

    async def heard(self, chat: Chat, at: datetime) -> None:
        """Note that the chat was answered."""
        values = {**_key(chat), "kind": chat.kind.value, "at": at}
        await self._database.write(lambda connection: connection.execute(HEARD, values))

    async def is_away(self, chat: Chat) -> bool:
        """Tell whether the chat is known to be out of reach."""
        here = _key(chat)
        return bool(await self._database.read(lambda at: at.execute(AWAY, here).scalar()))

    async def back(self, chat: Chat, resume: Resume) -> int:
        """Let orders run again that rested because the bot was away; return how many."""
        return await self._database.write(lambda connection: _back(connection, chat, resume))

    async def moved(self, platform: str, old: int, new: int, at: datetime) -> None:
        """Give everything of a chat its new id."""
        await self._database.write(lambda connection: move_chat(connection, platform, old, new, at))

    async def newest(self, chat: Chat) -> Chat:
        """Return the chat under the id that it goes by now."""
        number = await self._database.read(
            lambda connection: newest_id(connection, chat.platform, chat.id)
        )
        return replace(chat, id=number)

    async def forget(self, chat: Chat, person: int, at: datetime) -> Forgotten:
        """Delete everything about a chat; `person` is who alone is in it, 0 for a group."""
        return await forget(self._database, chat, person, at)

    async def forget_person(self, platform: str, person: int, at: datetime) -> Forgotten:
        """Delete what is a person's own in all chats, and name them nowhere any more."""
        return await forget_somebody(self._database, platform, person, at)


def _back(connection: Connection, chat: Chat, resume: Resume) -> int:
    """Take the mark off, and give resting orders their next run."""
    connection.execute(HERE, _key(chat))
    rows = connection.execute(OF, {**_key(chat), "id": 0}).all()
    resting = [row for row in rows if row.pause in RESTING]
    for row in resting:
        change(connection, resume(subscription_of(row)))
    return len(resting)


def _key(chat: Chat) -> dict[str, object]:
    """Return what names a chat in a statement."""
    return {"platform": chat.platform, "chat": chat.id}
