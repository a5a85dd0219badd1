"""Message parts as rows: a body is stored once however many chats get it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row

from bot.core.sending import Delivery, Kind, Part
from storage.batches import Batch, driver_time
from storage.types import storable

USED_AGAIN_AFTER = timedelta(days=1)
"""How stale a content's last use gets before it is written anew; saves a write per message."""

KEEP_CONTENT = Batch(
    "INSERT INTO content (hash, body, used_at) VALUES (?, ?, ?)"
    " ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at WHERE content.used_at < ?"
)
KEEP_PART = Batch(
    "INSERT INTO outbox"
    " (key, bot, chat, method, content, target, state, expires_at, created_at, kind, priority,"
    " topic, silent, shard, edits, fades_at)"
    " VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
URGENCY = {Kind.REPLY: 0, Kind.NOTICE: 0, Kind.DIGEST: 1, Kind.CORRECTION: 1}
LEAST_URGENT = 2
SHARDS = 16


def insert_parts(connection: Connection, parts: Sequence[Part], now: datetime) -> int:
    """Add parts inside somebody's transaction; return how many keys were new."""
    bodies: dict[str, str] = {}
    at = driver_time(connection, now)
    rows = [
        (
            storable(part.key),
            part.bot,
            part.chat,
            part.method,
            _content(part.body, bodies),
            packed(part.target),
            driver_time(connection, part.expires_at),
            at,
            part.kind.value,
            URGENCY.get(part.kind, LEAST_URGENT),
            part.topic,
            part.silent,
            abs(part.chat) % SHARDS,
            part.edits,
            driver_time(connection, part.fades_at),
        )
        for part in parts
    ]
    stale = driver_time(connection, now - USED_AGAIN_AFTER)
    # In the order of the hashes, so that two writers on PostgreSQL never wait crosswise.
    contents = [(digest, body, at, stale) for digest, body in sorted(bodies.items())]
    KEEP_CONTENT.run(connection, contents)
    return KEEP_PART.run(connection, rows)


def _content(body: Mapping[str, object], bodies: dict[str, str]) -> str:
    """Return a body's hash and put its text among the bodies."""
    text = packed(body)
    digest = hashlib.sha256(text.encode("ascii")).hexdigest()
    bodies[digest] = text
    return digest


def packed(values: Mapping[str, object]) -> str:
    """Return one ASCII form of a JSON object: any text fits in it, lone surrogates and NUL too."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def delivery_of(row: Row[tuple[object, ...]]) -> Delivery:
    """Return a claimed row as a delivery."""
    part = Part(
        key=row.key,
        bot=row.bot,
        chat=row.chat,
        method=row.method,
        body=json.loads(row.body),
        target=json.loads(row.target),
        expires_at=row.expires_at,
        kind=Kind(row.kind),
        topic=row.topic,
        silent=bool(row.silent),
        edits=row.edits,
    )
    return Delivery(row.id, part, row.attempts, row.fence, row.copies > 0, message_id=row.edited_id)
