"""Small facts kept between starts."""

from sqlalchemy import Connection, bindparam, text

from storage.database import Database
from storage.types import Words

FIND = text("SELECT text FROM notes WHERE key = :key")
KEEP = text(
    "INSERT INTO notes (key, text) VALUES (:key, :text)"
    " ON CONFLICT (key) DO UPDATE SET text = excluded.text"
).bindparams(bindparam("text", type_=Words))


class StoredNotes:
    """The Notes port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def read(self, key: str) -> str | None:
        """Return the note; None when there is none."""
        return await self._database.read(
            lambda connection: connection.execute(FIND, {"key": key}).scalar()
        )

    async def write(self, key: str, text: str) -> None:
        """Keep the note in place of an older one."""

        def work(connection: Connection) -> None:
            """Insert or update the note's row."""
            connection.execute(KEEP, {"key": key, "text": text})

        await self._database.write(work)
