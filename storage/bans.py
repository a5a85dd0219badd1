"""Chats and persons that get no answer; each change is recorded in its transaction."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from bot.core.audit import Author
from bot.core.bans import Ban, Banned
from bot.core.settings import OPERATOR
from storage.audit import record
from storage.database import Database
from storage.types import Instant, Words

ALL = text(
    "SELECT kind, platform, id, reason, made_at FROM bans ORDER BY made_at DESC, platform, id"
).columns(made_at=Instant)
ADD = (
    text(
        "INSERT INTO bans (platform, kind, id, reason, made_by, made_at)"
        " VALUES (:platform, :kind, :id, :reason, :by, :at) ON CONFLICT DO NOTHING"
    )
    .bindparams(bindparam("at", type_=Instant), bindparam("reason", type_=Words))
    .execution_options(preserve_rowcount=True)
)
REMOVE = text(
    "DELETE FROM bans WHERE platform = :platform AND kind = :kind AND id = :id RETURNING reason"
)


class StoredBans:
    """The BanList port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def add(self, ban: Ban, by: Author) -> bool:
        """Keep a ban; False where the chat or person is banned already."""

        def work(connection: Connection) -> bool:
            """Insert and record."""
            values = {**_key(ban), "reason": ban.reason, "by": by.key, "at": by.at}
            new = connection.execute(ADD, values).rowcount == 1
            if new:
                record(connection, OPERATOR, by, _what(ban), None, _json(ban.reason))
            return new

        return await self._database.write(work)

    async def remove(self, ban: Ban, by: Author) -> bool:
        """Lift a ban; False where there is none."""

        def work(connection: Connection) -> bool:
            """Delete and record."""
            found = connection.execute(REMOVE, _key(ban)).first()
            if found is not None:
                record(connection, OPERATOR, by, _what(ban), _json(found.reason), None)
            return found is not None

        return await self._database.write(work)

    async def all(self) -> Sequence[Ban]:
        """Return all bans, the newest first."""
        rows = await self._database.read(lambda connection: connection.execute(ALL).all())
        return [
            Ban(Banned(row.kind), row.platform, row.id, row.reason, row.made_at) for row in rows
        ]


def _key(ban: Ban) -> dict[str, object]:
    """Return what names a ban in a statement."""
    return {"platform": ban.platform, "kind": ban.kind.value, "id": ban.id}


def _what(ban: Ban) -> str:
    """Return what the record calls a ban."""
    return f"ban:{ban.kind}:{ban.platform}:{ban.id}"


def _json(reason: str) -> str:
    """Write a reason for the record."""
    return json.dumps(reason, ensure_ascii=False)
