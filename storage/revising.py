"""What sent digests show now, and the edits that bring them up to date."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, TextClause, bindparam, text

from bot.core.planning import Change, Shown, Variant
from storage.plan_content import hashed, keep_content, keep_shared
from storage.types import Exact, Instant
from storage.variants import COLUMNS, JOINED, READS, variant_of

CURRENT = (
    "COALESCE((SELECT e.content FROM outbox AS e WHERE e.edits = o.id AND e.method = 'edit'"
    " AND e.state NOT IN ('dead', 'expired') ORDER BY e.id DESC LIMIT 1), o.content)"
)
"""What a message shows once all is sent: its newest edit, else itself."""
FIRST = (
    f"{JOINED} JOIN outbox AS o ON o.subscription = s.id WHERE o.part = 0 AND o.kind = 'digest'"
    " AND o.state NOT IN ('dead', 'expired') AND s.pause = ''"
)
SHOWN = text(
    "SELECT t.*, (SELECT facts FROM content WHERE hash = t.content) AS facts FROM"  # noqa: S608 - constants of this room
    f" (SELECT {COLUMNS}, {READS} AS reads, o.day AS day, MIN(o.created_at) AS since,"
    f" {CURRENT} AS content {FIRST} AND o.day BETWEEN :first AND :last"
    f" GROUP BY {COLUMNS}, {READS}, o.day, {CURRENT}) AS t ORDER BY t.since"
).columns(moved=Exact, since=Instant)
MESSAGES = (
    "INSERT INTO outbox (key, bot, chat, topic, shard, method, content, target, state, kind,"
    " priority, silent, subscription, day, edits, expires_at, created_at)"
    " SELECT o.key || :suffix, :bot, o.chat, o.topic, o.shard, :method, {content}, '{{}}',"
    " 'pending', :kind, :priority, {silent}, o.subscription, o.day, o.id, {expires}, :now"
    f" {FIRST} AND s.platform = :platform AND s.variant = :variant AND {READS} = :reads"
    " AND o.day = :day{where} ON CONFLICT DO NOTHING"
)


def _message(silent: str, content: str, expires: str, where: str) -> TextClause:
    """Return the statement that adds one message about each first message."""
    sql = MESSAGES.format(silent=silent, content=content, expires=expires, where=where)
    bound = text(sql).bindparams(bindparam("now", type_=Instant))
    return bound.execution_options(preserve_rowcount=True)


_BESIDE = f" AND {CURRENT} = :shown"
EDIT = _message("true", ":content", "o.expires_at", _BESIDE)
ALOUD = _message(":quiet", ":content", "o.expires_at", _BESIDE)
PIN = _message("true", "o.content", "o.expires_at", "")


def shown(connection: Connection, first: date, last: date, lines: Sequence[str]) -> Sequence[Shown]:
    """Return what first messages of runs on these local dates show, of lines that begin so."""
    rows = connection.execute(SHOWN, {"first": first, "last": last}).all()
    return [
        Shown(variant_of(row), row.content, row.facts or "")
        for row in rows
        if row.line.startswith(tuple(lines))
    ]


def change(connection: Connection, wanted: Change, bots: Mapping[str, str], now: datetime) -> int:
    """Add the edit of every message that shows the old content, and what is said beside it."""
    if hashed(wanted.body)[0] == wanted.shown.content:
        return 0
    keep_shared(connection, wanted.buttons)
    about = _about(wanted.shown.variant, bots, now)
    about |= {"shown": wanted.shown.content}
    stamp = int(now.timestamp() * 1000)
    added = 0
    # What replies comes first: the edit changes what counts as shown.
    if wanted.aloud is not None:
        content = keep_content(connection, wanted.aloud, "", now)
        aloud = {"suffix": f":c{stamp}", "method": "push", "kind": "correction", "priority": 1}
        aloud |= {"content": content, "quiet": wanted.silent}
        added += connection.execute(ALOUD, {**about, **aloud}).rowcount
    content = keep_content(connection, wanted.body, wanted.facts, now)
    edit = {"suffix": f":e{stamp}", "method": "edit", "kind": "edit", "priority": 2}
    return added + connection.execute(EDIT, {**about, **edit, "content": content}).rowcount


def pin(connection: Connection, variant: Variant, bots: Mapping[str, str], now: datetime) -> int:
    """Add the pin of every first message of a variant's day, once."""
    how = {"suffix": ":pin", "method": "pin", "kind": "pin", "priority": 2}
    return connection.execute(PIN, {**_about(variant, bots, now), **how}).rowcount


def _about(variant: Variant, bots: Mapping[str, str], now: datetime) -> dict[str, object]:
    """Return the values that name a variant's messages of its day."""
    return {
        "bot": bots.get(variant.platform, ""),
        "platform": variant.platform,
        "variant": variant.key,
        "reads": variant.reads,
        "day": variant.due.day,
        "now": now,
    }
