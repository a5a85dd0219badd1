"""Cluster bars by day; make the tables of what the sources tell beside them."""

import sqlalchemy as sa
from alembic import op

from storage.types import Exact, Instant, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEX_ONLY = "code IN ('TAIEX', 'TPEX')"


def upgrade() -> None:
    """Rebuild bars and create the new tables."""
    _bars()
    _facts()
    _fetching()


def downgrade() -> None:
    """Drop what is new; bars keep their new order, which no older statement minds."""
    for table in (
        "requests", "closures", "instruments", "quarantine",
        "fetches", "shares", "actions", "sessions_held",
    ):  # fmt: skip
        op.drop_table(table)


def _bars() -> None:
    """Copy the bars into a table whose rows lie by day, and count them by day."""
    op.drop_index("ix_bars_session", "bars")
    op.rename_table("bars", "bars_by_code")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE bars_by_code RENAME CONSTRAINT pk_bars TO pk_bars_by_code")
    op.create_table(
        "bars",
        sa.Column("session", sa.Date, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, autoincrement=False),
        *_prices("open", "high", "low", "close", "reference"),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("volume", sa.BigInteger),
        sa.Column("turnover", Exact),
        sa.Column("trades", sa.BigInteger),
        *_source(),
        sa.PrimaryKeyConstraint("session", "code", "revision", name="pk_bars"),
        sqlite_with_rowid=False,
    )
    columns = (
        "session, code, revision, open, high, low, close, reference, basis, volume, turnover,"
        " trades, source, data_date, fetched_at"
    )
    op.execute(
        f"INSERT INTO bars ({columns})"  # noqa: S608 - constants of this file
        f" SELECT {columns} FROM bars_by_code ORDER BY session, code, revision"
    )
    op.drop_table("bars_by_code")
    op.create_index("ix_bars_code_session", "bars", ["code", "session"])
    where = sa.text(INDEX_ONLY)
    op.create_index(
        "ix_bars_index_turnover",
        "bars",
        ["code", "session", "revision", "turnover"],
        sqlite_where=where,
        postgresql_where=where,
    )
    op.create_table(
        "sessions_held",
        sa.Column("session", sa.Date, primary_key=True),
        sa.Column("bars", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO sessions_held (session, bars, version)"
        " SELECT session, count(DISTINCT code), 1 FROM bars GROUP BY session"
    )


def _facts() -> None:
    """Create the tables of actions, shares, instruments and closures."""
    op.create_table(
        "actions",
        sa.Column("session", sa.Date, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *_prices("previous_close", "reference", "cash", "value"),
        *_prices("limit_up", "limit_down", "opening_base"),
        *_source(),
        sa.PrimaryKeyConstraint("session", "code", "kind", "revision", name="pk_actions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actions_code_session", "actions", ["code", "session"])
    op.create_table(
        "shares",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("shares", sa.BigInteger, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("fetched_at", Instant),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "instruments",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name", Words, nullable=False),
        sa.Column("market", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("english", Words),
        sa.Column("listed", sa.Date),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "closures",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("name", Words, nullable=False),
        sqlite_with_rowid=False,
    )


def _fetching() -> None:
    """Create the records of fetches, of what was not believed, and of requests."""
    op.create_table(
        "fetches",
        sa.Column("dataset", sa.Text, primary_key=True),
        sa.Column("first", sa.Date, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("dataset", sa.Text, nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("code", Words, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("detail", Words, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_quarantine_dataset_first", "quarantine", ["dataset", "first"])
    op.create_index("ix_quarantine_at", "quarantine", ["at"])
    op.create_table(
        "requests",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("leaves_at", Instant, primary_key=True),
        sqlite_with_rowid=False,
    )


def _prices(*names: str) -> list[sa.Column[object]]:
    """Return columns of exact figures that may be unknown."""
    return [sa.Column(name, Exact) for name in names]


def _source() -> list[sa.Column[object]]:
    """Return the columns of a figure's provenance."""
    return [
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("data_date", sa.Date, nullable=False),
        sa.Column("fetched_at", Instant),
    ]
