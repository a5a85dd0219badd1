"""A whole Banquet over a store of its own, as the composition root makes it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.app import Banquet, assemble
from bot.config import load
from bot.core.clock import SystemClock
from bot.starting import platforms_of
from tests.offline import OFFLINE


@asynccontextmanager
async def banquet_in(folder: Path, **settings: str) -> AsyncIterator[Banquet]:
    """Assemble a Banquet whose data lies in a folder; settings are environment variables."""
    config = load(None, OFFLINE | settings).in_directory(folder)
    banquet = await assemble(config, SystemClock())
    try:
        yield banquet
    finally:
        await banquet.close()


@asynccontextmanager
async def open_platform(banquet: Banquet, name: str) -> AsyncIterator["asyncio.Task[None]"]:
    """Run one platform as `banquet run` does, and stop it in order."""
    task = asyncio.ensure_future(platforms_of(banquet)[name]())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data directory of the test's own."""
    return tmp_path / "data"
