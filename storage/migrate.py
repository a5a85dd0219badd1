"""Bring a database's schema up to date, in one transaction; of two at once one wins."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.engine import prepare_connection
from storage.failures import at_start
from storage.revisions import HEAD
from storage.schema import found_revision
from storage.urls import is_sqlite, prepare_file, read_url, where

SCRIPTS = Path(__file__).with_name("migrations")
LOCK = 0x62616E71
"""The advisory lock that a migration holds on PostgreSQL: `banq`."""
PATIENCE = 60.0
"""Seconds to wait for another process that is migrating."""


def upgrade(url: str) -> None:
    """Upgrade to the newest schema; OperatorError says in one line why it cannot be done."""
    target = read_url(url)
    if is_sqlite(target):
        prepare_file(Path(str(target.database)))
    try:
        with _engine(target).begin() as connection:
            _upgraded(connection)
    except SQLAlchemyError as error:
        raise at_start(error, where(target)) from error


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for the packaged scripts on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgraded(connection: Connection) -> None:
    """Wait for the turn, look again, and run what is missing."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if found_revision(connection) != HEAD:
        command.upgrade(alembic_config(connection), "head")


def _engine(url: URL) -> Engine:
    """Return a blocking engine on the same database."""
    if not is_sqlite(url):
        patience = {"options": f"-c lock_timeout={PATIENCE:g}s"}
        return create_engine(url, poolclass=NullPool, connect_args=patience)
    engine = create_engine(
        url.set(drivername="sqlite"),
        poolclass=NullPool,
        connect_args={"timeout": PATIENCE, "isolation_level": None},
    )

    def begun(connection: Any) -> None:
        """Take the write lock first, so that whoever comes second sees the finished schema."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare_connection)
    event.listen(engine, "begin", begun)
    return engine
