"""`banquet worker`: what it refuses in one line."""

from pathlib import Path

import pytest

from bot.config import load
from bot.core.clock import SystemClock
from bot.core.errors import OperatorError
from bot.working import run_worker
from tests.offline import OFFLINE


async def test_sqlite_has_no_workers(tmp_path: Path) -> None:
    """One process does everything there."""
    config = load(None, OFFLINE | {"BANQUET_TELEGRAM__TOKEN": "1:a"}).in_directory(tmp_path)
    with pytest.raises(OperatorError, match="PostgreSQL"):
        await run_worker(config, SystemClock())


async def test_without_a_token_there_is_nothing_to_do(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A worker that sends nothing would only seem to help."""
    url = request.getfixturevalue("postgres")()
    config = load(None, OFFLINE | {"BANQUET_STORAGE__URL": url}).in_directory(tmp_path)
    with pytest.raises(OperatorError, match="token"):
        await run_worker(config, SystemClock())
