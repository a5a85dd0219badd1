"""The tables of how chats are run: settings, editors, baskets, changes, bans and tickets."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.bar_table import metadata
from storage.types import Exact, Instant, Words

_NUMBER = BigInteger().with_variant(Integer, "sqlite")

topic_settings = Table(
    "topic_settings",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", Words, nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="0"),
)

editors = Table(
    "editors",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("topic", BigInteger, nullable=False, server_default="0"),
    Column("author", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("what", Words, nullable=False),
    Column("old", Words),
    Column("new", Words),
    Column("undone_at", Instant),
    Index("ix_audit_chat", "platform", "chat", "id"),
    Index("ix_audit_at", "at"),
    sqlite_autoincrement=True,
)

baskets = Table(
    "baskets",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False, server_default="0"),
    Column("name", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("platform", "chat", "person", "name"),
    sqlite_autoincrement=True,
)
"""A chat's baskets, and with a person (and chat 0) that member's private list."""

basket_members = Table(
    "basket_members",
    metadata,
    Column("basket", BigInteger, ForeignKey("baskets.id", ondelete="CASCADE"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("weight", Exact),
    Column("place", Integer, nullable=False, server_default="0"),
)
"""Who belonged to a basket from a date on, up to and without `until`."""

basket_shares = Table(
    "basket_shares",
    metadata,
    Column("code", Text, primary_key=True),
    Column("title", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("platform", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

bans = Table(
    "bans",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Words, nullable=False, server_default=""),
    Column("made_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)
"""Chats and persons that get no answer; kind is `chat` or `person`."""

tickets = Table(
    "tickets",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("topic", BigInteger, nullable=False, server_default="0"),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index("ix_tickets_expires_at", "expires_at"),
)
"""Single-use links into a private chat, by the hash of what the link carries."""
