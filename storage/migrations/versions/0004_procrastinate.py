"""Give PostgreSQL what hands out the shards of the outbox: an index, procrastinate's tables."""

from alembic import op
from sqlalchemy import text

from bot.core.errors import OperatorError

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Their names all begin alike; what belongs to them goes with them.
DROP = """
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
    procrastinate_workers CASCADE;
DO $$
DECLARE ours record;
BEGIN
    FOR ours IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE 'DROP FUNCTION ' || ours.name;
    END LOOP;
END;
$$;
DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status;
"""


def upgrade() -> None:
    """Index the shards with open rows; apply the package's own schema, unless it is there."""
    if op.get_bind().dialect.name == "sqlite":
        return
    where = text("state IN ('pending', 'retry', 'ambiguous', 'inflight')")
    op.create_index("ix_outbox_shard", "outbox", ["bot", "shard"], postgresql_where=where)
    if _is_there():
        return  # it fails when applied twice
    try:
        from procrastinate.schema import SchemaManager  # noqa: PLC0415 - only PostgreSQL has it
    except ImportError:
        raise OperatorError("PostgreSQL needs: pip install 'banquet[scale]'") from None
    _run(SchemaManager.get_schema())


def downgrade() -> None:
    """Drop the index, and what belongs to procrastinate."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.drop_index("ix_outbox_shard", "outbox")
    if _is_there():
        _run(DROP)


def _is_there() -> bool:
    """Tell whether the schema was applied, by us or by its own command."""
    found = op.get_bind().execute(text("SELECT to_regclass('procrastinate_jobs')"))
    return found.scalar() is not None


def _run(statements: str) -> None:
    """Run statements on the driver's connection: SQLAlchemy would read their % and colons."""
    driver = op.get_bind().connection.driver_connection
    if driver is not None:
        driver.execute(statements)
