"""Make the tables of how chats are run; a chat's language becomes one of its settings."""

import sqlalchemy as sa
from alembic import op

from storage.types import Exact, Instant, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create the new tables and move the languages."""
    _choices()
    _baskets()
    _people()
    _outbox()


def downgrade() -> None:
    """Drop what is new; the languages go back."""
    op.drop_index("ix_outbox_fades", "outbox")
    op.drop_column("outbox", "fades_at")
    op.drop_column("buttons", "once")
    op.drop_column("subscriptions", "own_sound")
    op.drop_column("plans", "hushed")
    op.drop_column("plans", "silent")
    _rename_plans("reads", "language")
    op.add_column("chats", sa.Column("language", sa.Text))
    for language in ("en", "zh-TW"):
        op.execute(
            f"UPDATE chats SET language = '{language}'"  # noqa: S608 - two constants
            f' WHERE settings LIKE \'%"language":"{language}"%\''
        )
    for column in ("settings", "version", "own", "heard_at"):
        op.drop_column("chats", column)
    for table in (
        "tickets", "bans", "basket_shares", "basket_members", "baskets", "audit", "editors",
        "topic_settings",
    ):  # fmt: skip
        op.drop_table(table)


def _choices() -> None:
    """Keep settings with their chat, and those of topics beside them."""
    op.add_column("chats", sa.Column("settings", Words, nullable=False, server_default=""))
    op.add_column("chats", sa.Column("version", sa.Integer, nullable=False, server_default="0"))
    op.add_column("chats", sa.Column("own", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("chats", sa.Column("heard_at", Instant))
    op.execute(
        "UPDATE chats SET settings = '{\"language\":\"' || language || '\"}', version = 1"
        " WHERE language IS NOT NULL"
    )
    op.drop_column("chats", "language")
    _rename_plans("language", "reads")
    _sounds()
    op.create_table(
        "topic_settings",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("settings", Words, nullable=False, server_default=""),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    )


def _sounds() -> None:
    """Let settings say what sounds; only an order that was to sound had said so itself."""
    no = sa.false()
    op.add_column(
        "plans", sa.Column("silent", sa.Boolean, nullable=False, server_default=sa.true())
    )
    op.add_column("plans", sa.Column("hushed", sa.Boolean, nullable=False, server_default=no))
    op.add_column(
        "subscriptions", sa.Column("own_sound", sa.Boolean, nullable=False, server_default=no)
    )
    op.execute("UPDATE subscriptions SET own_sound = NOT silent")


def _rename_plans(old: str, new: str) -> None:
    """Rename what tells plans apart; rows are of runs that were cut off, and made again."""
    op.execute("DELETE FROM plan_parts")
    op.execute("DELETE FROM plans")
    op.execute(f"ALTER TABLE plans RENAME COLUMN {old} TO {new}")


def _baskets() -> None:
    """Create chats' own baskets, their members through time, and shared copies."""
    op.create_table(
        "baskets",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("name", Words, nullable=False),
        sa.Column("title", Words, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("made_at", Instant, nullable=False),
        sa.UniqueConstraint("platform", "chat", "person", "name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "basket_members",
        sa.Column(
            "basket",
            sa.BigInteger,
            sa.ForeignKey("baskets.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("until", sa.Date),
        sa.Column("weight", Exact),
        sa.Column("place", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "basket_shares",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("title", Words, nullable=False),
        sa.Column("body", Words, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
    )


def _people() -> None:
    """Create editors, the record of changes, bans and tickets."""
    op.create_table(
        "editors",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("what", Words, nullable=False),
        sa.Column("old", Words),
        sa.Column("new", Words),
        sa.Column("undone_at", Instant),
        sa.Index("ix_audit_chat", "platform", "chat", "id"),
        sa.Index("ix_audit_at", "at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bans",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reason", Words, nullable=False, server_default=""),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
    )
    op.create_table(
        "tickets",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used_at", Instant),
        sa.Index("ix_tickets_expires_at", "expires_at"),
    )


def _outbox() -> None:
    """Let a message say when it fades, and a button that it works once."""
    op.add_column("outbox", sa.Column("fades_at", Instant))
    op.create_index(
        "ix_outbox_fades",
        "outbox",
        ["fades_at"],
        sqlite_where=sa.text("fades_at IS NOT NULL"),
        postgresql_where=sa.text("fades_at IS NOT NULL"),
    )
    op.add_column(
        "buttons", sa.Column("once", sa.Boolean, nullable=False, server_default=sa.false())
    )
