"""What the operator has to say to everyone, kept among the notes."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, text

from bot.core.audit import Author
from bot.core.notice_board import Notice
from bot.core.settings import OPERATOR
from storage.audit import record
from storage.database import Database
from storage.notes import FIND, KEEP

READ = text("SELECT key, text FROM notes WHERE key IN :keys").bindparams(
    bindparam("keys", expanding=True)
)
TAKE_DOWN = text("DELETE FROM notes WHERE key = :key")


class StoredNotices:
    """The Notices port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def read(self) -> Mapping[Notice, str]:
        """Return the notices that hang."""
        keys = {"keys": [kind.value for kind in Notice]}
        rows = await self._database.read(lambda connection: connection.execute(READ, keys).all())
        return {Notice(row.key): row.text for row in rows}

    async def put(self, kind: Notice, text: str | None, by: Author) -> None:
        """Hang a notice in place of an older one; None takes it down."""

        def work(connection: Connection) -> None:
            """Read, write and record."""
            old = connection.execute(FIND, {"key": kind.value}).scalar()
            if text is None:
                connection.execute(TAKE_DOWN, {"key": kind.value})
            else:
                connection.execute(KEEP, {"key": kind.value, "text": text})
            record(connection, OPERATOR, by, f"notice:{kind}", _json(old), _json(text))

        await self._database.write(work)


def _json(text: str | None) -> str | None:
    """Write a notice for the record."""
    return None if text is None else json.dumps(text, ensure_ascii=False)
