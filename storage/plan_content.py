"""What a run's messages hold: bodies with what they state, and the lines of their buttons."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.core.planning import Plan
from bot.core.ports import StoredButton
from storage.batches import Batch, driver_time
from storage.parts import packed
from storage.types import storable

KEEP_CONTENT = Batch(
    "INSERT INTO content (hash, body, used_at, facts) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at, facts = excluded.facts"
)
# A shared button is shown again and again: it lives on from its last showing.
KEEP_BUTTON = Batch(
    "INSERT INTO buttons (id, line, platform, chat, presser, expires_at)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at"
    " WHERE buttons.chat = 0 AND buttons.line = excluded.line"
)


def keep_contents(
    connection: Connection, plans: Sequence[Plan], now: datetime
) -> list[tuple[str, ...]]:
    """Store the bodies and buttons of plans; return each plan's hashes in order."""
    keep_shared(connection, (button for plan in plans for button in plan.buttons))
    rows: dict[str, tuple[object, ...]] = {}
    hashes = []
    at = driver_time(connection, now)
    for plan in plans:
        digests = []
        for part, body in enumerate(plan.bodies):
            digest, text = hashed(body)
            facts = storable(plan.facts) if part == 0 and plan.facts else None
            rows[digest] = (digest, text, at, facts)
            digests.append(digest)
        hashes.append(tuple(digests))
    # In the order of the hashes, so that two writers on PostgreSQL never wait crosswise.
    KEEP_CONTENT.run(connection, [rows[digest] for digest in sorted(rows)])
    return hashes


def keep_content(
    connection: Connection, body: Mapping[str, object], facts: str, now: datetime
) -> str:
    """Store one body with what it states; return its hash."""
    digest, text = hashed(body)
    row = (digest, text, driver_time(connection, now), storable(facts) if facts else None)
    KEEP_CONTENT.run(connection, [row])
    return digest


def keep_shared(connection: Connection, buttons: Iterable[StoredButton]) -> None:
    """Store buttons that many chats show, and let those that are there live on."""
    rows = {
        one.id: (
            one.id,
            storable(one.line),
            one.platform,
            one.chat,
            one.presser,
            driver_time(connection, one.expires_at),
        )
        for one in buttons
    }
    KEEP_BUTTON.run(connection, [rows[key] for key in sorted(rows)])


def hashed(body: Mapping[str, object]) -> tuple[str, str]:
    """Return a body's hash and text."""
    text = packed(body)
    return hashlib.sha256(text.encode("ascii")).hexdigest(), text
