"""A store on each database for the tests of this room."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import open_store
from storage.migrate import upgrade
from storage.store import Store
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock that stands still."""
    return FakeClock()


@pytest.fixture(scope="session")
def first_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("first") / "banquet.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database without rows, once on each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres")())
    path = tmp_path / "banquet.db"
    shutil.copyfile(request.getfixturevalue("first_file"), path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database that has no tables yet, once on each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("empty_postgres")())
    return f"sqlite+aiosqlite:///{tmp_path}/new/banquet.db"


@pytest.fixture
async def store(url: str, clock: FakeClock) -> AsyncIterator[Store]:
    """Return an open store."""
    opened = await open_store(url, clock, patience=1.0)
    yield opened
    await opened.close()
