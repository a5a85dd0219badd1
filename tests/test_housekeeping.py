"""Old updates are forgotten while the program runs."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.core.ports import Arrival, Handled
from bot.core.principals import Chat
from bot.housekeeping import EVERY_SECONDS, keep_house
from storage.engine import open_store
from storage.forgetting import SETTLING
from tests.fakes import FakeClock
from tests.storage.rows import outcome, part, select

BOT = "telegram:1"


class Hours(FakeClock):
    """A clock whose sleeper goes on only when the test turns the hour."""

    def __init__(self) -> None:
        """Begin with nobody asleep."""
        super().__init__()
        self.turned, self.asleep = asyncio.Event(), asyncio.Event()

    async def turn(self, by: timedelta) -> None:
        """Let so much time pass, and wait until what is to be done then is done."""
        self.at += by
        self.asleep.clear()
        self.turned.set()
        await asyncio.wait_for(self.asleep.wait(), 10)

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
        await clock.turn(timedelta(days=7, seconds=1))
        assert await store.inbox.keep(BOT, kept) == 1
    finally:
        house.cancel()
        await asyncio.gather(house, return_exceptions=True)
        await store.close()


async def test_a_wish_to_be_forgotten_is_finished_within_minutes(tmp_path: Path) -> None:
    """The answer that was sent after it goes too, and then the note of the wish."""
    clock = Hours()
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}", clock)
    await store.chat_life.forget(Chat("telegram", 5), 5, clock.now())
    await store.outbox.add([part("answer")])
    [answer] = await store.outbox.turn(BOT, [], 1, clock.now())
    await store.outbox.turn(BOT, [outcome(answer)], 0, clock.now())
    house = asyncio.create_task(keep_house(store, clock))
    try:
        await asyncio.wait_for(clock.asleep.wait(), 10)
        assert await select(store, "SELECT key FROM outbox") == []
        await clock.turn(SETTLING + timedelta(seconds=1))
        assert await select(store, "SELECT key FROM notes") == []
    finally:
        house.cancel()
        await asyncio.gather(house, return_exceptions=True)
        await store.close()
