"""The record of changes, written in the transaction of the change itself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, text

from bot.core.audit import Author, Entry
from bot.core.principals import Chat, ChatKind
from storage.database import Database
from storage.types import Instant, Words

KEEP = text(
    "INSERT INTO audit (platform, chat, topic, author, at, what, old, new)"
    " VALUES (:platform, :chat, :topic, :author, :at, :what, :old, :new) RETURNING id"
).bindparams(
    bindparam("at", type_=Instant),
    *(bindparam(name, type_=Words) for name in ("what", "old", "new")),
)
ENTRIES = text(
    "SELECT id, platform, chat, topic, author, at, what, old, new, undone_at FROM audit"
    " WHERE platform = :platform AND chat = :chat AND id < :before ORDER BY id DESC LIMIT :limit"
).columns(at=Instant, undone_at=Instant)
LAST = text(
    "SELECT id, platform, chat, topic, author, at, what, old, new, undone_at FROM audit"
    " WHERE platform = :platform AND chat = :chat AND undone_at IS NULL ORDER BY id DESC LIMIT 1"
).columns(at=Instant, undone_at=Instant)
FOUND = text(
    "SELECT id, platform, chat, topic, author, at, what, old, new, undone_at FROM audit"
    " WHERE platform = :platform AND chat = :chat AND id = :id"
).columns(at=Instant, undone_at=Instant)
_NEWEST = 2**62


class StoredAudit:
    """The Audit port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def entries(self, chat: Chat, limit: int, before: int | None = None) -> Sequence[Entry]:
        """Return a chat's changes, newest first."""
        wanted = {**_key(chat), "before": before or _NEWEST, "limit": limit}
        rows = await self._database.read(
            lambda connection: connection.execute(ENTRIES, wanted).all()
        )
        return [_entry(row) for row in rows]

    async def find(self, chat: Chat, number: int) -> Entry | None:
        """Return one change of this chat; None also where it is another chat's."""
        wanted = {**_key(chat), "id": number}
        row = await self._database.read(
            lambda connection: connection.execute(FOUND, wanted).first()
        )
        return None if row is None else _entry(row)

    async def last(self, chat: Chat) -> Entry | None:
        """Return the newest change of a chat that was not taken back."""
        row = await self._database.read(
            lambda connection: connection.execute(LAST, _key(chat)).first()
        )
        return None if row is None else _entry(row)


def record(
    connection: Connection, chat: Chat, by: Author, what: str, old: str | None, new: str | None
) -> int:
    """Note a change inside the transaction that makes it; no change is no entry, and 0."""
    if old == new:
        return 0
    topic = {"topic": chat.topic or 0}
    told = {"author": by.key, "at": by.at, "what": what, "old": old, "new": new}
    return int(connection.execute(KEEP, {**_key(chat), **topic, **told}).scalar_one())


def _key(chat: Chat) -> dict[str, object]:
    """Return what names a chat in a statement."""
    return {"platform": chat.platform, "chat": chat.id}


def _entry(row: Any) -> Entry:
    """Return the entry of a row."""
    chat = Chat(row.platform, row.chat, ChatKind.GROUP, row.topic or None)
    undone = row.undone_at is not None
    return Entry(row.id, chat, row.author, row.at, row.what, row.old, row.new, undone)
