"""Message parts as rows: a body is stored once however many chats get it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, text

from bot.core.sending import Delivery, Part
from storage.types import Instant, Words

USED_AGAIN_AFTER = timedelta(days=1)
"""How stale a content's last use gets before it is written anew; saves a write per message."""

KEEP_CONTENT = text(
    "INSERT INTO content (hash, body, used_at) VALUES (:hash, :body, :now)"
    " ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at"
    " WHERE content.used_at < :stale"
).bindparams(bindparam("now", type_=Instant), bindparam("stale", type_=Instant))
KEEP_PART = (
    text(
        "INSERT INTO outbox"
        " (key, bot, chat, method, content, target, state, expires_at, created_at)"
        " VALUES (:key, :bot, :chat, :method, :content, :target, 'pending', :expires_at, :now)"
        " ON CONFLICT DO NOTHING"
    )
    .bindparams(
        bindparam("key", type_=Words),
        bindparam("expires_at", type_=Instant),
        bindparam("now", type_=Instant),
    )
    .execution_options(preserve_rowcount=True)
)


def insert_parts(connection: Connection, parts: Sequence[Part], now: datetime) -> int:
    """Add parts inside somebody's transaction; return how many keys were new."""
    if not parts:
        return 0
    bodies: dict[str, str] = {}
    rows = [_row(part, bodies, now) for part in parts]
    stale = now - USED_AGAIN_AFTER
    # In the order of the hashes, so that two writers on PostgreSQL never wait crosswise.
    connection.execute(
        KEEP_CONTENT,
        [
            {"hash": digest, "body": body, "now": now, "stale": stale}
            for digest, body in sorted(bodies.items())
        ],
    )
    return connection.execute(KEEP_PART, rows).rowcount


def _row(part: Part, bodies: dict[str, str], now: datetime) -> dict[str, object]:
    """Return the parameters of one part's row and add its body to the bodies by hash."""
    body = packed(part.body)
    digest = hashlib.sha256(body.encode("ascii")).hexdigest()
    bodies[digest] = body
    return {
        "key": part.key,
        "bot": part.bot,
        "chat": part.chat,
        "method": part.method,
        "content": digest,
        "target": packed(part.target),
        "expires_at": part.expires_at,
        "now": now,
    }


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
    )
    return Delivery(row.id, part, row.attempts, row.fence, resent=row.copies > 0)
