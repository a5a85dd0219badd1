"""A chat's life through the real program: away, back, moved, forgotten, as Telegram shows it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from itertools import permutations
from pathlib import Path
from time import monotonic

import pytest

from bot.app import Banquet
from bot.core.clock import SystemClock
from bot.core.principals import Chat, ChatKind
from bot.core.subscriptions import Days, Pause, Schedule, Subscription
from storage.forgetting import SETTLING, finish_forgetting
from storage.tables import metadata
from tests.doors.conftest import banquet_in, open_platform
from tests.standins.telegram.faults import Fault, Flood
from tests.standins.telegram.people import ALICE, People
from tests.standins.telegram.server import TelegramStandIn
from tests.standins.telegram.world import Accepted, World
from tests.storage.rows import BY, select

OLD, NEW = -4001234, -1002223334445
PRIVATE = Chat("telegram", ALICE)
GROUP = Chat("telegram", OLD, ChatKind.GROUP)
CANARY = "canary-in-a-coal-mine"


@dataclass
class Scene:
    """The program, the people, and what they see."""

    banquet: Banquet
    people: People
    world: World

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until people see something."""
        async with asyncio.timeout(20):
            while not true():  # noqa: ASYNC110 - no event there
                await asyncio.sleep(0.01)

    async def until_found(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Wait until a look-up finds these rows."""
        async with asyncio.timeout(20):
            while await select(self.banquet.store, sql) != rows:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)

    async def settled(self, update: int) -> None:
        """Wait until an update is dealt with."""
        sql = f"SELECT 1 FROM inbox WHERE id = {update} AND handled_at IS NOT NULL"  # noqa: S608 - a number
        await self.until_found(sql, [(1,)])

    async def press(self, shown: Accepted) -> None:
        """Press the first button below a message, and wait for what comes of it."""
        before, name = len(self.world.ledger), shown.keyboard[0][0]["callback_data"]
        self.people.press(name, {"id": ALICE, "type": "private"}, shown.message_id)
        await self.until(lambda: len(self.world.ledger) > before)

    async def answered(self, text: str, chat: int = ALICE) -> str:
        """Say something and return the answer."""
        before = len(self.world.shown(chat))
        self.people.say(text)
        await self.until(lambda: len(self.world.shown(chat)) > before)
        return self.world.shown(chat)[-1]

    async def ordered(self, chat: Chat) -> Subscription:
        """Let a chat have a standing order."""
        order = Subscription(
            0, chat, "/dinnerlist", Schedule(Days.DAILY, time(14, 45)),
            made_at=self.banquet.clock.now(),
        )  # fmt: skip
        run = self.banquet.life.run_times.coming(order, self.banquet.clock.now(), 1)[0]
        kept, _ = await self.banquet.store.subscriptions.add(replace(order, next=run), BY)
        return kept

    async def pauses(self, chat: Chat) -> list[Pause]:
        """Return why a chat's orders rest."""
        return [one.pause for one in await self.banquet.store.subscriptions.of(chat)]


@pytest.fixture
async def scene(folder: Path) -> AsyncIterator[Scene]:
    """Run the program against the stand-in."""
    async with TelegramStandIn() as telegram:
        people = People(telegram.world, SystemClock().now())
        settings = {
            "BANQUET_TELEGRAM__TOKEN": telegram.world.token,
            "BANQUET_TELEGRAM__API_BASE_URL": telegram.url,
            "BANQUET_BOT__LANGUAGE": "en",
        }
        async with banquet_in(folder, **settings) as banquet, open_platform(banquet, "telegram"):
            yield Scene(banquet, people, telegram.world)


async def test_blocked_and_let_in_again(scene: Scene) -> None:
    """Orders rest and run again; one greeting, with the way to them (A13)."""
    await scene.ordered(PRIVATE)
    await scene.settled(scene.people.membership("kicked"))
    assert await scene.pauses(PRIVATE) == [Pause.GONE]
    scene.people.membership("member")
    await scene.until(lambda: bool(scene.world.ledger))
    assert await scene.pauses(PRIVATE) == [Pause.NONE]
    [greeting] = scene.world.ledger
    assert "what is subscribed goes on" in greeting.text
    await scene.press(greeting)
    assert "/dinnerlist" in scene.world.ledger[-1].text


async def test_a_single_refusal_is_repaired_by_the_next_word(scene: Scene) -> None:
    """A 403 rests the orders; whatever the chat says next brings them back (A14)."""
    await scene.ordered(PRIVATE)
    scene.world.faults.waiting.append(Fault("status", code=403))
    scene.people.say("/about")
    sql = "SELECT away FROM chats"
    await scene.until_found(sql, [("gone",)])
    assert await scene.pauses(PRIVATE) == [Pause.GONE]
    assert await scene.answered("/about")
    assert await scene.pauses(PRIVATE) == [Pause.NONE]
    assert await select(scene.banquet.store, sql) == [("",)]


async def test_a_group_moves_once_however_it_is_told(scene: Scene) -> None:
    """Two service messages and a refused answer, twice, in each order (A16, A17)."""
    orders = enumerate(permutations(("to", "from", "refusal")))
    moves = [_moves_once(scene, (*one, *one), OLD - number, NEW - number) for number, one in orders]
    await asyncio.gather(*moves)


async def _moves_once(scene: Scene, signals: Sequence[str], old: int, new: int) -> None:
    """Move one group by these signals."""
    people, here, there = scene.people, replace(GROUP, id=old), replace(GROUP, id=new)
    group = people.join(old, "group")
    await scene.banquet.store.chats.set_language(here, "en", scene.banquet.clock.now())
    kept = await scene.ordered(here)
    scene.world.faults.waiting.append(Fault("migrate", chat=old, new_id=new, times=99))
    service = dict(zip(("to", "from"), people.upgrade(old, new), strict=True))
    for number, signal in enumerate(signals):
        if signal in service:
            await scene.settled(scene.world.push({"message": service[signal]}))
            continue
        answers = 1 + signals[:number].count(signal)
        people.say("/about@StandInBanquetBot", chat=group)
        await scene.until(lambda wanted=answers: len(scene.world.shown(new)) == wanted)  # type: ignore[misc]  # a default holds the loop's value
    assert (scene.world.shown(old), len(scene.world.shown(new))) == ([], 2)
    store = scene.banquet.store
    assert await store.subscriptions.of(here) == []
    assert await store.subscriptions.of(there) == [replace(kept, chat=there)]
    sql = f"SELECT id, settings, away FROM chats WHERE id IN ({old}, {new})"  # noqa: S608 - numbers
    assert await select(store, sql) == [(new, '{"language":"en"}', "")]


async def test_a_forgotten_chat_leaves_no_trace(scene: Scene, folder: Path) -> None:
    """The last message is the answer itself; then no table and no file knows the chat (E16)."""
    for line in (f"/move {CANARY}", "/lang en", "/forget"):
        await scene.answered(line)
    await scene.ordered(PRIVATE)
    await scene.press(scene.world.ledger[-1])
    assert "Everything about this chat is deleted." in scene.world.ledger[-1].text
    await scene.until_found("SELECT 1 FROM outbox WHERE settled_at IS NULL", [])
    store, now = scene.banquet.store, scene.banquet.clock.now()
    assert await finish_forgetting(store.database, now + SETTLING + timedelta(minutes=1)) == 1
    for name in metadata.tables:
        rows = await select(store, f"SELECT * FROM {name}")  # noqa: S608 - our own tables
        assert not [row for row in rows if str(ALICE) in str(row)], name
    assert CANARY.encode() not in await asyncio.to_thread(_bytes_in, folder)
    assert len(scene.world.shown(ALICE)) == 4


async def test_nothing_leaves_for_a_chat_that_was_forgotten(scene: Scene) -> None:
    """What waited when the wish came is dropped; the answer is the only message (A27)."""
    for line in ("/lang en", "/forget"):
        await scene.answered(line)
    flood = Flood(None, monotonic() + 2.0, 2)
    scene.world.faults.floods.append(flood)
    for number in range(5):
        scene.people.say(f"/move {number}")
    await scene.until_found("SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL", [(5,)])
    await scene.press(scene.world.ledger[-1])
    assert "Everything about this chat is deleted." in scene.world.ledger[-1].text
    await scene.until_found("SELECT 1 FROM outbox WHERE settled_at IS NULL", [])
    assert len(scene.world.ledger) == 3


def _bytes_in(folder: Path) -> bytes:
    """Return whatever the files of a folder hold."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
