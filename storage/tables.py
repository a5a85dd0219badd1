"""The tables as the newest schema has them; `storage/migrations` is how a database gets there."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.types import Exact, Instant, Words

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
OPEN = "state IN ('pending', 'retry', 'ambiguous', 'inflight')"
"""Rows of the outbox that still have a way to go; PostgreSQL shows it in its own words."""

metadata = MetaData(naming_convention=NAMES)

bars = Table(
    "bars",
    metadata,
    Column("code", Text, primary_key=True),
    Column("session", Date, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("open", Exact),
    Column("high", Exact),
    Column("low", Exact),
    Column("close", Exact),
    Column("reference", Exact),
    Column("basis", Text, nullable=False),
    Column("volume", BigInteger),
    Column("turnover", Exact),
    Column("trades", BigInteger),
    Column("source", Text, nullable=False),
    Column("data_date", Date, nullable=False),
    Column("fetched_at", Instant),
    Index("ix_bars_session", "session"),
    sqlite_with_rowid=False,
)

chats = Table(
    "chats",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("changed_at", Instant, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("payload", Words, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("handled_at", Instant),
    Index(
        "ix_inbox_waiting",
        "bot",
        "id",
        sqlite_where=text("handled_at IS NULL"),
        postgresql_where=text("handled_at IS NULL"),
    ),
)

content = Table(
    "content",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("used_at", Instant, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("key", Words, nullable=False),
    Column("bot", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("method", Text, nullable=False),
    Column("content", Text, ForeignKey("content.hash"), nullable=False),
    Column("target", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("copies", Integer, nullable=False, server_default="0"),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("lease_until", Instant),
    Column("not_before", Instant),
    Column("expires_at", Instant),
    Column("message_id", BigInteger),
    Column("reason", Words, nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    UniqueConstraint("key"),
    Index("ix_outbox_content", "content"),
    Index("ix_outbox_open", "bot", "id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    Index(
        "ix_outbox_chat",
        "bot",
        "chat",
        "id",
        sqlite_where=text(OPEN),
        postgresql_where=text(OPEN),
    ),
    Index(
        "ix_outbox_leased",
        "bot",
        "lease_until",
        sqlite_where=text("state = 'inflight'"),
        postgresql_where=text("state = 'inflight'"),
    ),
    Index(
        "ix_outbox_settled",
        "settled_at",
        sqlite_where=text("settled_at IS NOT NULL"),
        postgresql_where=text("settled_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
    postgresql_with={"fillfactor": 70},
)

buttons = Table(
    "buttons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("line", Words, nullable=False),
    Column("platform", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("presser", BigInteger),
    Column("expires_at", Instant, nullable=False),
    Index("ix_buttons_expires_at", "expires_at"),
)

notes = Table(
    "notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("text", Words, nullable=False),
)
