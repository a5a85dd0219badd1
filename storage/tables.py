"""The tables as the newest schema has them; `storage/migrations` is how a database gets there."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage import digest_tables as digest_tables
from storage import market_tables as market_tables
from storage import running_tables as running_tables
from storage.bar_table import metadata as metadata
from storage.outbox import OPEN
from storage.types import Instant, Words

chats = Table(
    "chats",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("changed_at", Instant, nullable=False),
    Column("kind", Text, nullable=False, server_default=""),
    Column("away", Text, nullable=False, server_default=""),
    Column("away_at", Instant),
    Column("failing_since", Instant),
    Column("settings", Words, nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("own", Boolean, nullable=False, server_default=false()),
    Column("heard_at", Instant),
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
    Column("facts", Text),
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
    Column("kind", Text, nullable=False, server_default="reply"),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("topic", BigInteger),
    Column("silent", Boolean, nullable=False, server_default=false()),
    Column("shard", Integer, nullable=False, server_default="0"),
    Column("edits", BigInteger),
    Column("subscription", BigInteger),
    Column("day", Date),
    Column("part", Integer),
    Column("left_at", Instant),
    Column("fades_at", Instant),
    UniqueConstraint("key"),
    Index("ix_outbox_content", "content"),
    Index(
        "ix_outbox_open",
        "bot",
        "priority",
        "id",
        sqlite_where=text(OPEN),
        postgresql_where=text(OPEN),
    ),
    Index(
        "ix_outbox_edits",
        "edits",
        "id",
        sqlite_where=text("edits IS NOT NULL"),
        postgresql_where=text("edits IS NOT NULL"),
    ),
    Index(
        "ix_outbox_day",
        "day",
        "part",
        sqlite_where=text("day IS NOT NULL"),
        postgresql_where=text("day IS NOT NULL"),
    ),
    Index(
        "ix_outbox_subscription",
        "subscription",
        "day",
        sqlite_where=text("subscription IS NOT NULL"),
        postgresql_where=text("subscription IS NOT NULL"),
    ),
    Index(
        "ix_outbox_chat",
        "bot",
        "chat",
        "priority",
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
    Index(
        "ix_outbox_fades",
        "fades_at",
        sqlite_where=text("fades_at IS NOT NULL"),
        postgresql_where=text("fades_at IS NOT NULL"),
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
    Column("once", Boolean, nullable=False, server_default=false()),
    Index("ix_buttons_expires_at", "expires_at"),
)

notes = Table(
    "notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("text", Words, nullable=False),
)
