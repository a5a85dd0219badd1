"""A chat that got another id: everything that belongs to it moves along, in one transaction."""

import json
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, text

from storage.parts import SHARDS, packed
from storage.types import Instant

OPEN: Final = "state IN ('pending', 'retry', 'ambiguous', 'inflight')"
OLD_ROW: Final = (
    "FROM chats AS o WHERE chats.platform = :platform AND chats.id = :new"
    " AND o.platform = :platform AND o.id = :old"
)
NEWER_CHOICE: Final = (
    "UPDATE chats SET settings = o.settings, version = chats.version + o.version,"  # noqa: S608 - constants of this file
    f" changed_at = o.changed_at {OLD_ROW}"
    " AND o.settings <> '' AND (chats.settings = '' OR chats.changed_at < o.changed_at)"
)
HEARD: Final = (
    f"UPDATE chats SET heard_at = o.heard_at {OLD_ROW}"  # noqa: S608 - as above
    " AND o.heard_at IS NOT NULL AND (chats.heard_at IS NULL OR chats.heard_at < o.heard_at)"
)
OWN: Final = f"UPDATE chats SET own = true {OLD_ROW} AND o.own"  # noqa: S608 - as above
# Who was out of reach is so until the next word.
STILL_AWAY: Final = (
    f"UPDATE chats SET away = o.away, away_at = o.away_at {OLD_ROW}"  # noqa: S608 - as above
    " AND chats.away = '' AND o.away <> ''"
)
RENAME: Final = (
    "UPDATE chats SET id = :new WHERE platform = :platform AND id = :old AND NOT EXISTS"
    " (SELECT 1 FROM chats AS n WHERE n.platform = :platform AND n.id = :new)"
)
# The same order on both sides is one order: the older one stays.
TWINS: Final = (
    "SELECT s.id FROM subscriptions AS s JOIN subscriptions AS t ON t.platform = s.platform"
    " AND t.topic = s.topic AND t.line = s.line AND t.at = s.at AND t.id < s.id"
    " WHERE s.platform = :platform AND s.chat IN (:old, :new) AND t.chat IN (:old, :new)"
)
DROP_TWINS_MESSAGES: Final = (
    "UPDATE outbox SET state = 'dead', reason = 'ordered twice', settled_at = :now,"  # noqa: S608 - as above
    f" lease_until = NULL WHERE subscription IN ({TWINS}) AND {OPEN} AND state <> 'inflight'"
)
ALIAS: Final = (
    "INSERT INTO chat_aliases (platform, old, new, at) VALUES (:platform, :old, :new, :now)"
    " ON CONFLICT (platform, old) DO UPDATE SET new = excluded.new, at = excluded.at"
)
# What is unique within a chat: where both ids have it, the newer id's stays.
KEYED: Final = tuple(
    step
    for table, key in (("editors", "person"), ("topic_settings", "topic"), ("baskets", "name"))
    for step in (
        (
            f"UPDATE {table} SET chat = :new WHERE platform = :platform AND chat = :old"  # noqa: S608 - as above
            f" AND NOT EXISTS (SELECT 1 FROM {table} AS n WHERE n.platform = :platform"
            f" AND n.chat = :new AND n.{key} = {table}.{key})"
        ),
        f"DELETE FROM {table} WHERE platform = :platform AND chat = :old",  # noqa: S608 - as above
    )
)
STEPS: Final = tuple(
    text(sql).bindparams(bindparam("now", type_=Instant)) if ":now" in sql else text(sql)
    for sql in (
        NEWER_CHOICE,
        OWN,
        HEARD,
        STILL_AWAY,
        RENAME,
        "DELETE FROM chats WHERE platform = :platform AND id = :old",
        DROP_TWINS_MESSAGES,
        f"DELETE FROM subscriptions WHERE id IN ({TWINS})",  # noqa: S608 - as above
        "UPDATE subscriptions SET chat = :new WHERE platform = :platform AND chat = :old",
        "UPDATE buttons SET chat = :new WHERE platform = :platform AND chat = :old",
        *KEYED,
        *(
            f"UPDATE {table} SET chat = :new WHERE platform = :platform AND chat = :old"  # noqa: S608 - as above
            for table in ("audit", "basket_shares", "tickets")
        ),
        "DELETE FROM gates WHERE chat = :old AND bot LIKE :bots",
        # Every older id leads to the newest one in one step.
        "UPDATE chat_aliases SET new = :new WHERE platform = :platform AND new = :old",
        ALIAS,
    )
)
UNSENT: Final = text(
    "SELECT id, target FROM outbox"  # noqa: S608 - as above
    f" WHERE chat = :old AND bot LIKE :bots AND {OPEN}"
)
READDRESS: Final = text(
    "UPDATE outbox SET chat = :new, shard = :shard, target = :target WHERE id = :id"
)
NEWEST: Final = text("SELECT new FROM chat_aliases WHERE platform = :platform AND old = :old")


def move_chat(connection: Connection, platform: str, old: int, new: int, now: datetime) -> None:
    """Give everything of a chat its new id; doing it again, in any order, changes nothing."""
    new = newest_id(connection, platform, new)
    if old == new:
        return
    names = {"platform": platform, "old": old, "new": new, "bots": f"{platform}:%", "now": now}
    for step in STEPS:
        connection.execute(step, names)
    for row in connection.execute(UNSENT, names).all():
        target = json.loads(row.target)
        if "chat_id" in target:
            target["chat_id"] = new
        values = {"new": new, "shard": abs(new) % SHARDS, "target": packed(target), "id": row.id}
        connection.execute(READDRESS, values)


def newest_id(connection: Connection, platform: str, chat: int) -> int:
    """Return the id that a chat goes by now."""
    found = connection.execute(NEWEST, {"platform": platform, "old": chat}).scalar()
    return chat if found is None else int(found)
