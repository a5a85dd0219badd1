"""Old updates are forgotten while the program runs."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.core.ports import Arrival, Handled
from bot.housekeeping import EVERY_SECONDS, keep_house
from storage.engine import open_store
from tests.fakes import FakeClock

BOT = "telegram:1"


class Hours(FakeClock):
    """A clock whose sleeper goes on only when the test turns the hour."""

    def __init__(self) -> None:
        """Begin with nobody asleep."""
        super().__init__()
        self.turned, self.asleep = asyncio.Event(), asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait for the test."""
        assert seconds == EVERY_SECONDS
        self.asleep.set()
        await self.turned.wait()
        self.turned.clear()


async def test_a_handled_update_is_forgotten_after_seven_days(tmp_path: Path) -> None:
    """Its row goes, so that the same id counts as new; one that waits stays for ever."""
    clock = Hours()
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}", clock)
    kept = [Arrival(number, "{}", clock.now()) for number in (1, 2)]
    await store.inbox.keep(BOT, kept)
    await store.inbox.settle(BOT, [Handled(1)])
    house = asyncio.create_task(keep_house(store, clock))
    try:
        await asyncio.wait_for(clock.asleep.wait(), 10)
        assert await store.inbox.keep(BOT, kept) == 0
        clock.at += timedelta(days=7, seconds=1)
        clock.asleep.clear()
        clock.turned.set()
        await asyncio.wait_for(clock.asleep.wait(), 10)
        assert await store.inbox.keep(BOT, kept) == 1
    finally:
        house.cancel()
        await asyncio.gather(house, return_exceptions=True)
        await store.close()
