"""The tables of what the sources told beside bars; with the indexes of bars."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from storage.bar_table import bars, metadata
from storage.types import Exact, Instant, Words

_INDEX_ONLY = text("code IN ('TAIEX', 'TPEX')")
Index("ix_bars_code_session", bars.c.code, bars.c.session)
# The record turnover is looked for over every session held of an index.
Index(
    "ix_bars_index_turnover",
    bars.c.code,
    bars.c.session,
    bars.c.revision,
    bars.c.turnover,
    sqlite_where=_INDEX_ONLY,
    postgresql_where=_INDEX_ONLY,
)

sessions_held = Table(
    "sessions_held",
    metadata,
    Column("session", Date, primary_key=True),
    Column("bars", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_with_rowid=False,
)

actions = Table(
    "actions",
    metadata,
    Column("session", Date, nullable=False),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("previous_close", Exact),
    Column("reference", Exact),
    Column("cash", Exact),
    Column("value", Exact),
    Column("limit_up", Exact),
    Column("limit_down", Exact),
    Column("opening_base", Exact),
    Column("source", Text, nullable=False),
    Column("data_date", Date, nullable=False),
    Column("fetched_at", Instant),
    PrimaryKeyConstraint("session", "code", "kind", "revision"),
    Index("ix_actions_code_session", "code", "session"),
    sqlite_with_rowid=False,
)

shares = Table(
    "shares",
    metadata,
    Column("day", Date, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("shares", BigInteger, nullable=False),
    Column("source", Text, nullable=False),
    Column("fetched_at", Instant),
    sqlite_with_rowid=False,
)

fetches = Table(
    "fetches",
    metadata,
    Column("dataset", Text, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("last", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("dataset", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("code", Words, nullable=False),
    Column("rule", Text, nullable=False),
    Column("detail", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_quarantine_dataset_first", "dataset", "first"),
    Index("ix_quarantine_at", "at"),
)

instruments = Table(
    "instruments",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("market", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("english", Words),
    Column("listed", Date),
    sqlite_with_rowid=False,
)

closures = Table(
    "closures",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", Words, nullable=False),
    sqlite_with_rowid=False,
)

requests = Table(
    "requests",
    metadata,
    Column("host", Text, primary_key=True),
    Column("leaves_at", Instant, primary_key=True),
    sqlite_with_rowid=False,
)
