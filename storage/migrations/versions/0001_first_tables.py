"""Make the first tables: bars, chats, inbox, content, outbox, buttons and notes."""

import sqlalchemy as sa
from alembic import op

from storage.types import Exact, Instant, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OPEN = "state IN ('pending', 'retry', 'ambiguous', 'inflight')"


def upgrade() -> None:
    """Create every table with its indexes."""
    _market()
    _chats()
    _inbox()
    _outbox()
    _outbox_indexes()


def downgrade() -> None:
    """Drop every table."""
    for table in ("buttons", "notes", "outbox", "content", "inbox", "chats", "bars"):
        op.drop_table(table)


def _market() -> None:
    """Create the table of daily bars."""
    op.create_table(
        "bars",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("session", sa.Date, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("open", Exact),
        sa.Column("high", Exact),
        sa.Column("low", Exact),
        sa.Column("close", Exact),
        sa.Column("reference", Exact),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("volume", sa.BigInteger),
        sa.Column("turnover", Exact),
        sa.Column("trades", sa.BigInteger),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("data_date", sa.Date, nullable=False),
        sa.Column("fetched_at", Instant),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bars_session", "bars", ["session"])


def _chats() -> None:
    """Create what belongs to chats: their settings, the buttons they show; and the notes."""
    op.create_table(
        "chats",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text),
        sa.Column("changed_at", Instant, nullable=False),
    )
    op.create_table(
        "buttons",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("line", Words, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("presser", sa.BigInteger),
        sa.Column("expires_at", Instant, nullable=False),
    )
    op.create_index("ix_buttons_expires_at", "buttons", ["expires_at"])
    op.create_table(
        "notes",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("text", Words, nullable=False),
    )


def _inbox() -> None:
    """Create the table of updates as they came in."""
    op.create_table(
        "inbox",
        sa.Column("bot", sa.Text, primary_key=True),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("payload", Words, nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("handled_at", Instant),
    )
    _index_where("ix_inbox_waiting", "inbox", ["bot", "id"], "handled_at IS NULL")


def _outbox() -> None:
    """Create the outgoing messages and their contents."""
    op.create_table(
        "content",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("used_at", Instant, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("key", Words, nullable=False, unique=True),
        sa.Column("bot", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("content", sa.Text, sa.ForeignKey("content.hash"), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("copies", sa.Integer, nullable=False, server_default="0"),
        sa.Column("fence", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lease_until", Instant),
        sa.Column("not_before", Instant),
        sa.Column("expires_at", Instant),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reason", Words, nullable=False, server_default=""),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("settled_at", Instant),
        sqlite_autoincrement=True,
        postgresql_with={"fillfactor": 70},
    )


def _outbox_indexes() -> None:
    """Serve the claim, the expired leases and the retention."""
    op.create_index("ix_outbox_content", "outbox", ["content"])
    _index_where("ix_outbox_open", "outbox", ["bot", "id"], OPEN)
    _index_where("ix_outbox_chat", "outbox", ["bot", "chat", "id"], OPEN)
    _index_where("ix_outbox_leased", "outbox", ["bot", "lease_until"], "state = 'inflight'")
    _index_where("ix_outbox_settled", "outbox", ["settled_at"], "settled_at IS NOT NULL")


def _index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    """Create a partial index, the same on both databases."""
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
