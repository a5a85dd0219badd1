"""Broadcasts: one draft and one broadcast among the notes, their messages in the outbox."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, TextClause, bindparam, text

from bot.core.audit import Author
from bot.core.broadcasts import (
    HEARD_WITHIN,
    WORTH_SENDING,
    Broadcast,
    Layout,
    Progress,
    Stage,
)
from bot.core.settings import OPERATOR
from bot.market.bilingual import Bilingual
from storage.audit import record
from storage.database import Database
from storage.notes import FIND, KEEP
from storage.plan_content import keep_content
from storage.types import Instant

DRAFT, LATEST = "broadcast_draft", "broadcast"
# On Discord a server has no place of its own to write to, only the channel of a subscription.
PLACES: Final = (
    "(SELECT platform, chat FROM subscriptions WHERE pause = ''"
    " UNION SELECT platform, id FROM chats WHERE heard_at >= :since"
    " AND (platform <> 'discord' OR kind = 'private')"
    " EXCEPT SELECT platform, id FROM chats WHERE away <> ''"
    " EXCEPT SELECT platform, id FROM bans WHERE kind = 'chat')"
)
ABROAD: Final = "platform IN ('telegram', 'discord')"
AUDIENCE = text(
    f"SELECT platform, COUNT(*) AS number FROM {PLACES} AS p WHERE {ABROAD}"  # noqa: S608 - constants of this file
    " GROUP BY platform ORDER BY platform DESC"
).bindparams(bindparam("since", type_=Instant))
LANGUAGE: Final = (
    "CASE WHEN c.settings LIKE '%\"language\":\"en\"%' THEN 'en'"
    " WHEN c.settings LIKE '%\"language\":\"zh-TW\"%' THEN 'zh-TW' ELSE :default END"
)
FAN_OUT = text(
    "INSERT INTO outbox (key, bot, chat, topic, shard, method, content, target, state, kind,"  # noqa: S608 - as above
    " priority, silent, expires_at, created_at)"
    " SELECT :key || CAST(p.chat AS TEXT) || :part, :bot, p.chat,"
    " (SELECT NULLIF(s.topic, 0) FROM subscriptions AS s WHERE s.platform = p.platform"
    " AND s.chat = p.chat AND s.pause = '' ORDER BY s.id LIMIT 1), abs(p.chat) % 16, 'push',"
    " :content, '{}', 'pending', 'broadcast', 3, :silent, :until, :now"
    f" FROM {PLACES} AS p LEFT JOIN chats AS c ON c.platform = p.platform AND c.id = p.chat"
    f" WHERE p.platform = :platform AND {LANGUAGE} = :language ON CONFLICT DO NOTHING"
).bindparams(*(bindparam(name, type_=Instant) for name in ("since", "until", "now")))
MINE: Final = "kind = 'broadcast' AND key >= :first AND key < :last"
STOP = (
    text(
        "UPDATE outbox SET state = 'dead', reason = 'stopped', settled_at = :now,"  # noqa: S608 - as above
        f" lease_until = NULL WHERE {MINE} AND state IN ('pending', 'retry', 'ambiguous')"
    )
    .bindparams(bindparam("now", type_=Instant))
    .execution_options(preserve_rowcount=True)
)
PROGRESS = text(
    "SELECT bot, state, reason = 'stopped' AS stopped, COUNT(*) AS number FROM outbox"  # noqa: S608 - as above
    f" WHERE {MINE} GROUP BY bot, state, reason = 'stopped'"
)
# Two processes look at the same minute: the second one waits, and finds it done.
LOCK = text("SELECT text FROM notes WHERE key = :key FOR UPDATE")


class StoredBroadcasts:
    """The Broadcasts port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def audience(self, now: datetime) -> Mapping[str, int]:
        """Return how many chats would be written to now, by platform."""
        since = {"since": now - HEARD_WITHIN}
        rows = await self._database.read(lambda at: at.execute(AUDIENCE, since).all())
        return {row.platform: row.number for row in rows}

    async def draft(self, text: Bilingual, at: datetime) -> int:
        """Keep a draft in place of an older one; return its number."""
        number = int(at.timestamp())
        drafted = {"key": DRAFT, "text": _packed(Broadcast(number, text))}
        await self._database.write(lambda connection: connection.execute(KEEP, drafted))
        return number

    async def send(self, number: int, by: Author) -> bool:
        """Let a draft leave; False where it is not the draft any more, or another one leaves."""

        def work(connection: Connection) -> bool:
            """Compare, keep and record."""
            drafted, before = self._held(connection, DRAFT), self._held(connection, LATEST)
            if drafted is None or drafted.number != number or _under_way(connection, before):
                return False
            if before and before.number == number:
                return False
            _keep(connection, drafted)
            told = json.dumps(drafted.text.zh[:200], ensure_ascii=False)
            record(connection, OPERATOR, by, f"broadcast:{number}", None, told)
            return True

        return await self._database.write(work)

    async def stop(self, by: Author) -> int | None:
        """Drop what has not left; return how many messages, None where nothing is under way."""

        def work(connection: Connection) -> int | None:
            """Drop, keep and record."""
            found = self._held(connection, LATEST)
            if found is None or not _under_way(connection, found):
                return None
            _keep(connection, Broadcast(found.number, found.text, Stage.STOPPED))
            what = f"broadcast:{found.number}"
            record(connection, OPERATOR, by, what, json.dumps("on"), json.dumps("stopped"))
            return connection.execute(STOP, {**_keys(found.number), "now": by.at}).rowcount

        return await self._database.write(work)

    async def latest(self) -> Broadcast | None:
        """Return the newest broadcast that was confirmed."""
        return await self._database.read(lambda connection: _found(connection, FIND, LATEST))

    async def progress(self, number: int) -> Sequence[Progress]:
        """Return what became of a broadcast, by platform."""
        rows = await self._database.read(lambda at: at.execute(PROGRESS, _keys(number)).all())
        platforms = sorted({row.bot.partition(":")[0] for row in rows}, reverse=True)
        return [_progress(platform, rows) for platform in platforms]

    async def carry_out(
        self, broadcast: Broadcast, layouts: Sequence[Layout], default: str, now: datetime
    ) -> int:
        """Add a wanted broadcast's messages to the outbox; return how many."""

        def work(connection: Connection) -> int:
            """Look again whether it is wanted, then add all of it."""
            found = self._held(connection, LATEST)
            if found != broadcast or broadcast.stage is not Stage.WANTED:
                return 0
            added = sum(_fan_out(connection, broadcast, one, default, now) for one in layouts)
            _keep(connection, Broadcast(broadcast.number, broadcast.text, Stage.OUT))
            return added

        return await self._database.write(work)

    def _held(self, connection: Connection, key: str) -> Broadcast | None:
        """Return a note's broadcast; nobody else changes it before the transaction ends."""
        return _found(connection, FIND if self._database.is_sqlite else LOCK, key)


def _fan_out(
    connection: Connection, broadcast: Broadcast, layout: Layout, default: str, now: datetime
) -> int:
    """Add one layout's messages for the chats that read it."""
    values = {
        "key": f"broadcast:{broadcast.number}:{layout.platform}:",
        "bot": layout.bot, "platform": layout.platform, "language": layout.language,
        "default": default, "silent": True, "since": now - HEARD_WITHIN,
        "until": now + WORTH_SENDING, "now": now,
    }  # fmt: skip
    added = 0
    for part, body in enumerate(layout.bodies):
        content = keep_content(connection, body, "", now)
        counted = FAN_OUT.execution_options(preserve_rowcount=True)
        added += connection.execute(
            counted, {**values, "content": content, "part": f":{part}"}
        ).rowcount
    return added


def _under_way(connection: Connection, broadcast: Broadcast | None) -> bool:
    """Tell whether a broadcast has still something to send."""
    if broadcast is None or broadcast.stage is Stage.STOPPED:
        return False
    if broadcast.stage is Stage.WANTED:
        return True
    rows = connection.execute(PROGRESS, _keys(broadcast.number)).all()
    return any(row.state in ("pending", "retry", "ambiguous", "inflight") for row in rows)


def _found(connection: Connection, sql: TextClause, key: str) -> Broadcast | None:
    """Read the note of a broadcast."""
    held = connection.execute(sql, {"key": key}).scalar()
    if held is None:
        return None
    told = json.loads(held)
    return Broadcast(told["number"], Bilingual(told["zh"], told["en"]), Stage(told["stage"]))


def _keep(connection: Connection, broadcast: Broadcast) -> None:
    """Write the note of the broadcast that was confirmed."""
    connection.execute(KEEP, {"key": LATEST, "text": _packed(broadcast)})


def _packed(broadcast: Broadcast) -> str:
    """Write a broadcast down."""
    sides = {"zh": broadcast.text.zh, "en": broadcast.text.en}
    return json.dumps({"number": broadcast.number, "stage": broadcast.stage.value, **sides})


def _keys(number: int) -> dict[str, object]:
    """Return the range of the keys that a broadcast's messages have."""
    return {"first": f"broadcast:{number}:", "last": f"broadcast:{number};"}


def _progress(platform: str, rows: Sequence[Any]) -> Progress:
    """Sum up one platform's messages."""
    mine = [row for row in rows if row.bot.partition(":")[0] == platform]
    sent = sum(row.number for row in mine if row.state == "sent")
    stopped = sum(row.number for row in mine if row.stopped)
    lost = sum(row.number for row in mine if row.state in ("dead", "expired") and not row.stopped)
    total = sum(row.number for row in mine)
    return Progress(platform, total - sent - stopped - lost, sent, lost, stopped)
