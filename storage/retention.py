"""Forget what is past its time, a bounded batch after another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, TextClause, bindparam, text

from storage.database import Database
from storage.types import Instant

BATCH = 1_000
"""Rows deleted in one transaction, so that nobody waits long for the writer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long rows of a table are kept after their end, and how a batch of them is deleted."""

    table: str
    kept: timedelta
    sql: TextClause


def _rule(table: str, key: str, condition: str, days: int) -> Rule:
    """Return the rule of a table."""
    sql = (
        text(
            f"DELETE FROM {table} WHERE ({key}) IN"  # noqa: S608 - constants of this file
            f" (SELECT {key} FROM {table} WHERE {condition} LIMIT :batch)"
        )
        .bindparams(bindparam("before", type_=Instant))
        .execution_options(preserve_rowcount=True)
    )
    return Rule(table, timedelta(days=days), sql)


RULES: tuple[Rule, ...] = (
    _rule("inbox", "bot, id", "handled_at < :before", 7),
    _rule("outbox", "id", "settled_at < :before", 30),
    # After the outbox, whose rows point to their content.
    _rule(
        "content",
        "hash",
        "used_at < :before AND NOT EXISTS"
        " (SELECT 1 FROM outbox WHERE outbox.content = content.hash)",
        30,
    ),
    # A button lives 30 days; for 7 more a press is answered "expired" with its line at hand.
    _rule("buttons", "id", "expires_at < :before", 7),
    _rule("quarantine", "id", "at < :before", 90),
    _rule("audit", "id", "at < :before", 365),
    _rule("basket_shares", "code", "expires_at < :before", 0),
    _rule("tickets", "hash", "expires_at < :before", 1),
)
"""How long each kind is kept after its end, and how a batch of it is deleted."""


async def forget_old(database: Database, now: datetime) -> int:
    """Delete everything that is past its time; return how many rows went."""
    gone = 0
    for rule in RULES:
        gone += await _all_of(database, rule.sql, now - rule.kept)
    return gone


async def _all_of(database: Database, rule: TextClause, before: datetime) -> int:
    """Delete batch after batch until one is not full."""
    gone = 0
    while True:
        batch = await database.write(lambda connection: _batch(connection, rule, before))
        gone += batch
        if batch < BATCH:
            return gone


def _batch(connection: Connection, rule: TextClause, before: datetime) -> int:
    """Delete one batch."""
    return connection.execute(rule, {"before": before, "batch": BATCH}).rowcount
