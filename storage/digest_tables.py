"""The tables of standing orders, limits and leases, as the newest schema has them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    Double,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from storage.bar_table import metadata
from storage.types import Exact, Instant, Words

VARIANT = (
    "at || '|' || zone || '|' || days || '|' || CAST(on_day AS TEXT) || '|' || form || '|'"
    " || CAST(skip_closed AS TEXT) || '|' || COALESCE(CAST(moved AS TEXT), '') || '|' || line"
)
"""Whatever makes two orders read alike; the line comes last, for it may hold anything."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("platform", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("chat_kind", Text, nullable=False),
    Column("topic", BigInteger, nullable=False, server_default="0"),
    Column("line", Words, nullable=False),
    Column("at", Text, nullable=False, server_default=""),
    Column("zone", Text, nullable=False),
    Column("days", Text, nullable=False),
    Column("on_day", Integer, nullable=False, server_default="0"),
    Column("form", Text, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("own_sound", Boolean, nullable=False, server_default=false()),
    Column("skip_closed", Boolean, nullable=False),
    Column("moved", Exact),
    Column("pause", Text, nullable=False, server_default=""),
    Column("next_day", Date),
    Column("next_at", Instant),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("variant", Text, Computed(VARIANT, persisted=True)),
    UniqueConstraint("platform", "chat", "topic", "line", "at"),
    Index(
        "ix_subscriptions_due",
        "next_at",
        "id",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

skips = Table(
    "skips",
    metadata,
    Column("subscription", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("reason", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_skips_at", "at"),
)

plans = Table(
    "plans",
    metadata,
    Column("run", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("variant", Text, primary_key=True),
    Column("reads", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("expires_at", Instant),
    Column("to_day", Date),
    Column("to_at", Instant),
    Column("reason", Words, nullable=False, server_default=""),
    Column("pause", Text, nullable=False, server_default=""),
    Column("silent", Boolean, nullable=False, server_default=true()),
    Column("hushed", Boolean, nullable=False, server_default=false()),
    Column("number", Integer, nullable=False),
)
"""The plans of one run of the planner, while they are fanned out."""

plan_parts = Table(
    "plan_parts",
    metadata,
    Column("run", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
)

chat_aliases = Table(
    "chat_aliases",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("old", BigInteger, primary_key=True, autoincrement=False),
    Column("new", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
)

gates = Table(
    "gates",
    metadata,
    Column("bot", Text, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("tat", Double, nullable=False, server_default="0"),
    Column("minute_tat", Double, nullable=False, server_default="0"),
    Column("closed_until", Double, nullable=False, server_default="0"),
    postgresql_with={"fillfactor": 70},
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("until", Double, nullable=False),
)
