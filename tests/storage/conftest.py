"""A store on each database for the tests of this room."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import open_store
from storage.store import Store
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock that stands still."""
    return FakeClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database, once on each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/store/banquet.db"
    return str(request.getfixturevalue("postgres")())


@pytest.fixture
async def store(url: str, clock: FakeClock) -> AsyncIterator[Store]:
    """Return an open store."""
    opened = await open_store(url, clock, patience=1.0)
    yield opened
    await opened.close()
