"""What chats have chosen: one text of values for a chat, one for each of its topics."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, text

from bot.core.audit import Author
from bot.core.principals import Chat
from bot.core.settings import Layer, Layers, packed, unpacked
from storage.audit import record
from storage.batches import Batch
from storage.database import Database
from storage.types import Instant, Words

# One look-up for all three layers and who may change them: a command pays for it once.
LAYERS = Batch(
    "SELECT platform, settings, version, own FROM chats"
    " WHERE platform = ? AND id = ? OR platform = '' AND id = 0"
    " UNION ALL SELECT 'topic', settings, version, false FROM topic_settings"
    " WHERE platform = ? AND chat = ? AND topic = ?"
    " UNION ALL SELECT 'editor', '', person, false FROM editors WHERE platform = ? AND chat = ?"
)
CHAT = text("SELECT settings, version FROM chats WHERE platform = :platform AND id = :chat")
TOPIC = text(
    "SELECT settings, version FROM topic_settings"
    " WHERE platform = :platform AND chat = :chat AND topic = :topic"
)
_BOUND = (bindparam("settings", type_=Words), bindparam("at", type_=Instant))
KEEP_CHAT = text(
    "INSERT INTO chats (platform, id, settings, version, changed_at)"
    " VALUES (:platform, :chat, :settings, 1, :at) ON CONFLICT (platform, id) DO UPDATE"
    " SET settings = excluded.settings, version = chats.version + 1, changed_at = :at"
).bindparams(*_BOUND)
KEEP_TOPIC = text(
    "INSERT INTO topic_settings (platform, chat, topic, settings, version)"
    " VALUES (:platform, :chat, :topic, :settings, 1)"
    " ON CONFLICT (platform, chat, topic) DO UPDATE"
    " SET settings = excluded.settings, version = topic_settings.version + 1"
).bindparams(_BOUND[0])
# On PostgreSQL two writers of one chat take turns; SQLite has one writer anyway.
TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class StoredChatSettings:
    """The ChatSettings port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def layers(self, chat: Chat) -> Layers:
        """Return what was chosen by the operator, the chat and its topic, at one moment."""
        here = (chat.platform, chat.id)
        rows = await self._database.read(
            lambda connection: LAYERS.read(connection, *here, *here, chat.topic or 0, *here)
        )
        found = {place: _Row(settings, version) for place, settings, version, _ in rows}
        own = any(own for place, _, _, own in rows if place == chat.platform)
        editors = frozenset(person for place, _, person, _ in rows if place == "editor")
        return Layers(_layer(found.get("")), _layer(found.get(chat.platform)),
                      _layer(found.get("topic")), own, editors)  # fmt: skip

    async def choose(
        self,
        chat: Chat,
        key: str,
        value: str | None,
        by: Author,
        *,
        in_topic: bool = False,
        seen: int | None = None,
    ) -> bool:
        """Store one choice with its entry in the audit; False where `seen` is out of date."""

        def work(connection: Connection) -> bool:
            """Read, compare, write and record in one transaction."""
            if not self._database.is_sqlite:
                connection.execute(TURN, {"name": f"{chat.platform}:{chat.id}"})
            held = layer_of(connection, chat, in_topic=in_topic)
            if seen is not None and seen != held.version:
                return False
            put_choice(connection, chat, {key: value}, by.at, held, in_topic=in_topic)
            place = chat if in_topic else Chat(chat.platform, chat.id, chat.kind)
            old = held.values.get(key)
            record(connection, place, by, f"setting:{key}", _json(old), _json(value))
            return True

        return await self._database.write(work)


def put_choice(
    connection: Connection,
    chat: Chat,
    changes: dict[str, str | None],
    at: datetime,
    held: Layer,
    *,
    in_topic: bool = False,
) -> None:
    """Write one layer with some values changed, inside somebody's transaction."""
    values = {k: v for k, v in {**held.values, **changes}.items() if v is not None}
    statement = KEEP_TOPIC if in_topic else KEEP_CHAT
    connection.execute(statement, {**_key(chat), "settings": packed(values), "at": at})


def layer_of(connection: Connection, chat: Chat, *, in_topic: bool = False) -> Layer:
    """Return what a chat or its topic has chosen, inside somebody's transaction."""
    return _layer(connection.execute(TOPIC if in_topic else CHAT, _key(chat)).first())


class _Row(NamedTuple):
    """What is kept of one layer."""

    settings: str
    version: int


def _layer(row: Any) -> Layer:
    """Return the layer of a row; no row is no choice."""
    return Layer() if row is None else Layer(unpacked(row.settings), row.version)


def _json(value: str | None) -> str | None:
    """Write a value for the record."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _key(chat: Chat) -> dict[str, object]:
    """Return what names a chat and its topic in a statement."""
    return {"platform": chat.platform, "chat": chat.id, "topic": chat.topic or 0}
