"""A drain between a real outbox, on each database, and a scripted platform."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.core.sending import Part
from bot.delivery.drain import Drain
from storage.engine import open_store
from storage.migrate import upgrade
from storage.store import Store
from tests.delivery.platform import MovedClock, ScriptedPlatform, rested, until
from tests.storage.rows import BOT, states


@dataclass
class Scene:
    """One bot's way out, run in the background."""

    store: Store
    clock: MovedClock
    platform: ScriptedPlatform
    drain: Drain
    _running: asyncio.Task[None] | None = None
    started: list[Drain] = field(default_factory=list)

    async def start(self, *parts: Part) -> None:
        """Put parts in and start to drain."""
        await self.store.outbox.add(parts)
        self._running = asyncio.create_task(self.drain.run())
        await rested(self.clock)

    async def stop(self) -> None:
        """Stop in good order."""
        if self._running is not None:
            await self.drain.stop()
            await self._running

    async def kill(self) -> None:
        """End at once, as the death of the process would, and stand up a new drain."""
        assert self._running is not None
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        self.drain = make_drain(self.store, self.clock, self.platform)

    async def all_in(self, *allowed: str, seconds: float = 2_000) -> dict[str, str]:
        """Move the clock on until every row is in one of these states."""
        end = self.clock.monotonic() + seconds
        found = await states(self.store)
        while not set(found.values()) <= set(allowed):
            assert self.clock.monotonic() < end, found
            goal = self.clock.monotonic() + 1
            await until(lambda goal=goal: self.clock.monotonic() >= goal, self.clock)  # type: ignore[misc] # bound now
            found = await states(self.store)
        return found


def make_drain(store: Store, clock: MovedClock, platform: ScriptedPlatform) -> Drain:
    """Return a drain as the composition root makes it."""
    return Drain(store.outbox, platform, clock, BOT)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "banquet.db"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
async def scene(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Scene]:
    """Return a scene, once on each database."""
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgres")())
    else:
        shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "banquet.db")
        url = f"sqlite+aiosqlite:///{tmp_path}/banquet.db"
    clock = MovedClock()
    store = await open_store(url, clock, patience=1.0)
    platform = ScriptedPlatform(clock)
    made = Scene(store, clock, platform, make_drain(store, clock, platform))
    yield made
    await made.stop()
    await store.close()
