"""Make the tables of standing orders and of the limits; tell the outbox what its rows are for."""

import sqlalchemy as sa
from alembic import op

from storage.types import Exact, Instant, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Whatever makes two orders read alike; the line comes last, for it may hold anything.
VARIANT = (
    "at || '|' || zone || '|' || days || '|' || CAST(on_day AS TEXT) || '|' || form || '|'"
    " || CAST(skip_closed AS TEXT) || '|' || COALESCE(CAST(moved AS TEXT), '') || '|' || line"
)
OPEN = "state IN ('pending', 'retry', 'ambiguous', 'inflight')"


def upgrade() -> None:
    """Create the new tables and widen chats, content and outbox."""
    _subscriptions()
    _chats()
    _limits()
    _outbox()


def downgrade() -> None:
    """Drop what is new."""
    for index in ("subscription", "day", "edits"):
        op.drop_index(f"ix_outbox_{index}", "outbox")
    op.drop_index("ix_outbox_open", "outbox")
    op.drop_index("ix_outbox_chat", "outbox")
    _index_where("ix_outbox_open", "outbox", ["bot", "id"], OPEN)
    _index_where("ix_outbox_chat", "outbox", ["bot", "chat", "id"], OPEN)
    for column in (
        "kind", "priority", "topic", "silent", "shard", "edits", "subscription", "day", "part",
        "left_at",
    ):  # fmt: skip
        op.drop_column("outbox", column)
    op.drop_column("content", "facts")
    for column in ("kind", "away", "away_at", "failing_since"):
        op.drop_column("chats", column)
    for table in (
        "leases", "gates", "chat_aliases", "plan_parts", "plans", "skips", "subscriptions",
    ):  # fmt: skip
        op.drop_table(table)


def _subscriptions() -> None:
    """Create the standing orders, and the record of runs that were left out."""
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("chat_kind", sa.Text, nullable=False),
        sa.Column("topic", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("line", Words, nullable=False),
        sa.Column("at", sa.Text, nullable=False, server_default=""),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("on_day", sa.Integer, nullable=False, server_default="0"),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.Column("skip_closed", sa.Boolean, nullable=False),
        sa.Column("moved", Exact),
        sa.Column("pause", sa.Text, nullable=False, server_default=""),
        sa.Column("next_day", sa.Date),
        sa.Column("next_at", Instant),
        sa.Column("made_by", sa.BigInteger, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("variant", sa.Text, sa.Computed(VARIANT, persisted=True)),
        sa.UniqueConstraint("platform", "chat", "topic", "line", "at"),
        sqlite_autoincrement=True,
    )
    _index_where("ix_subscriptions_due", "subscriptions", ["next_at", "id"], "next_at IS NOT NULL")
    op.create_table(
        "skips",
        sa.Column("subscription", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("reason", Words, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_skips_at", "skips", ["at"])
    op.create_table(
        "plans",
        sa.Column("run", sa.Text, primary_key=True),
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("variant", sa.Text, primary_key=True),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("bot", sa.Text, nullable=False),
        sa.Column("expires_at", Instant),
        sa.Column("to_day", sa.Date),
        sa.Column("to_at", Instant),
        sa.Column("reason", Words, nullable=False, server_default=""),
        sa.Column("pause", sa.Text, nullable=False, server_default=""),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "plan_parts",
        sa.Column("run", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
    )


def _chats() -> None:
    """Let chats be away, fail for days, and move to another id."""
    with op.batch_alter_table("chats") as table:
        table.add_column(sa.Column("kind", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("away", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("away_at", Instant))
        table.add_column(sa.Column("failing_since", Instant))
    op.create_table(
        "chat_aliases",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("old", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("new", sa.BigInteger, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )


def _limits() -> None:
    """Create the limits of each bot (chat 0) and chat, and the leases of whoever leads."""
    op.create_table(
        "gates",
        sa.Column("bot", sa.Text, primary_key=True),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        # Seconds since 1970: the instant at which the limit is used up to.
        sa.Column("tat", sa.Double, nullable=False, server_default="0"),
        sa.Column("minute_tat", sa.Double, nullable=False, server_default="0"),
        sa.Column("closed_until", sa.Double, nullable=False, server_default="0"),
        postgresql_with={"fillfactor": 70},
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("fence", sa.BigInteger, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
    )


def _outbox() -> None:
    """Say of each row what it is, how urgent, and which order and day it is for."""
    op.add_column("content", sa.Column("facts", sa.Text))
    for column in (
        sa.Column("kind", sa.Text, nullable=False, server_default="reply"),
        sa.Column("priority", sa.Integer, nullable=False, server_default="0"),
        sa.Column("topic", sa.BigInteger),
        sa.Column("silent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("shard", sa.Integer, nullable=False, server_default="0"),
        sa.Column("edits", sa.BigInteger),
        sa.Column("subscription", sa.BigInteger),
        sa.Column("day", sa.Date),
        sa.Column("part", sa.Integer),
        sa.Column("left_at", Instant),
    ):
        op.add_column("outbox", column)
    op.drop_index("ix_outbox_open", "outbox")
    op.drop_index("ix_outbox_chat", "outbox")
    _index_where("ix_outbox_open", "outbox", ["bot", "priority", "id"], OPEN)
    _index_where("ix_outbox_chat", "outbox", ["bot", "chat", "priority", "id"], OPEN)
    _index_where("ix_outbox_edits", "outbox", ["edits", "id"], "edits IS NOT NULL")
    _index_where("ix_outbox_day", "outbox", ["day", "part"], "day IS NOT NULL")
    _index_where(
        "ix_outbox_subscription", "outbox", ["subscription", "day"], "subscription IS NOT NULL"
    )


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    """Create a partial index, the same on both databases."""
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
