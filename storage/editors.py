"""Editors of chats, recorded as they come and go."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from bot.core.audit import Author
from bot.core.editors import MOST_EDITORS, Editor
from bot.core.principals import Chat
from storage.audit import record
from storage.database import Database
from storage.types import Instant

OF = text(
    "SELECT person, made_by, made_at FROM editors WHERE platform = :platform AND chat = :chat"
    " ORDER BY made_at, person"
).columns(made_at=Instant)
HAS = text("SELECT 1 FROM editors WHERE platform = :platform AND chat = :chat AND person = :person")
ADD = (
    text(
        "INSERT INTO editors (platform, chat, person, made_by, made_at)"
        " SELECT :platform, :chat, :person, :made_by, :made_at WHERE (SELECT count(*) FROM editors"
        " WHERE platform = :platform AND chat = :chat) < :most ON CONFLICT DO NOTHING"
    )
    .bindparams(bindparam("made_at", type_=Instant))
    .execution_options(preserve_rowcount=True)
)
REMOVE = text(
    "DELETE FROM editors WHERE platform = :platform AND chat = :chat AND person = :person"
).execution_options(preserve_rowcount=True)


class StoredEditors:
    """The Editors port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def of(self, chat: Chat) -> Sequence[Editor]:
        """Return a chat's editors, the oldest first."""
        rows = await self._database.read(
            lambda connection: connection.execute(OF, _key(chat, 0)).all()
        )
        return [Editor(row.person, row.made_by, row.made_at) for row in rows]

    async def has(self, chat: Chat, person: int) -> bool:
        """Tell whether somebody is an editor of the chat now."""
        wanted = _key(chat, person)
        return bool(
            await self._database.read(lambda connection: connection.execute(HAS, wanted).scalar())
        )

    async def add(self, chat: Chat, person: int, by: Author) -> bool:
        """Make somebody an editor; False where they were, or the chat has enough."""

        def work(connection: Connection) -> bool:
            """Insert and record."""
            if not put_editor(connection, chat, person, by, wanted=True):
                return False
            record(connection, chat, by, f"editor:{person}", None, json.dumps(person))
            return True

        return await self._database.write(work)

    async def remove(self, chat: Chat, person: int, by: Author) -> bool:
        """Take the right back; False where they had none."""

        def work(connection: Connection) -> bool:
            """Delete and record."""
            if not put_editor(connection, chat, person, by, wanted=False):
                return False
            record(connection, chat, by, f"editor:{person}", json.dumps(person), None)
            return True

        return await self._database.write(work)


def put_editor(
    connection: Connection, chat: Chat, person: int, by: Author, *, wanted: bool
) -> bool:
    """Make somebody an editor or take the right back, inside somebody's transaction."""
    made = {"made_by": by.key, "made_at": by.at, "most": MOST_EDITORS} if wanted else {}
    statement = ADD if wanted else REMOVE
    return connection.execute(statement, {**_key(chat, person), **made}).rowcount == 1


def _key(chat: Chat, person: int) -> dict[str, object]:
    """Return what names an editor in a statement."""
    return {"platform": chat.platform, "chat": chat.id, "person": person}
