"""The claim: which rows of the outbox may leave, said once for both databases."""

from sqlalchemy import TextualSelect, bindparam, text

from storage.gates import SHUT
from storage.types import Instant

OPEN = "state IN ('pending', 'retry', 'ambiguous', 'inflight')"
"""Rows of the outbox that still have a way to go; PostgreSQL shows it in its own words."""
# An edit waits, and holds nothing up, until what it changes was sent.
READY = (
    "({row}.edits IS NULL OR EXISTS (SELECT 1 FROM outbox AS sent"
    " WHERE sent.id = {row}.edits AND sent.state = 'sent'))"
)
# The head of a chat is its most urgent, then oldest row that still has a way to go; only heads
# may leave, so that chats take turns. Said with a scalar subquery, because PostgreSQL reads the
# whole table for NOT EXISTS.
HEADS = (
    "FROM outbox AS head WHERE head.bot = :bot"  # noqa: S608 - every piece is a constant
    f" AND head.{OPEN} AND head.state <> 'inflight' AND {READY.format(row='head')}"
    " AND head.id = (SELECT older.id FROM outbox AS older"
    f" WHERE older.bot = head.bot AND older.chat = head.chat AND older.{OPEN}"
    f" AND {READY.format(row='older')} ORDER BY older.priority, older.id LIMIT 1)"
)
CLAIM = (
    "UPDATE outbox SET state = 'inflight', attempts = attempts + 1, fence = fence + 1,"
    " lease_until = :lease, left_at = :left WHERE id IN (SELECT head.id {heads}"
    " AND (head.not_before IS NULL OR head.not_before <= :now){shut}{shards}"
    " ORDER BY head.priority, head.id LIMIT :limit {lock})"
    " RETURNING id, key, bot, chat, method, target, expires_at, attempts, copies, fence, kind,"
    " priority, topic, silent, edits,"
    " (SELECT body FROM content WHERE hash = CAST(outbox.content AS TEXT)) AS body,"
    " (SELECT sent.message_id FROM outbox AS sent WHERE sent.id = outbox.edits) AS edited_id"
)


def _claim(*, is_sqlite: bool, limited: bool, sharded: bool) -> TextualSelect:
    """Return the claim for a database, with or without limits and shards."""
    sql = CLAIM.format(
        heads=HEADS,
        shut=SHUT if limited else "",
        shards=" AND head.shard IN :shards" if sharded else "",
        lock="" if is_sqlite else "FOR UPDATE OF head SKIP LOCKED",
    )
    bound = [bindparam(name, type_=Instant) for name in ("lease", "now", "left")]
    if sharded:
        bound.append(bindparam("shards", expanding=True))
    return text(sql).bindparams(*bound).columns(expires_at=Instant)


CLAIMS = {
    (is_sqlite, limited, sharded): _claim(is_sqlite=is_sqlite, limited=limited, sharded=sharded)
    for is_sqlite in (True, False)
    for limited in (True, False)
    for sharded in (True, False)
}
