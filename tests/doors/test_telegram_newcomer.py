"""An admin adds the bot to a group and sets it up, as Telegram shows it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import Banquet
from bot.core.audit import Author
from bot.core.clock import SystemClock
from bot.core.principals import Chat, ChatKind
from storage.fading import fade
from tests.doors.conftest import banquet_in, open_platform
from tests.standins.telegram.people import ALICE, BORIS, GROUP, People
from tests.standins.telegram.server import TelegramStandIn
from tests.standins.telegram.world import Accepted, World

CHAT = Chat("telegram", GROUP, ChatKind.GROUP)
ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}


@dataclass
class Scene:
    """The program, and a group whose admin is Alice and whose member is Boris."""

    banquet: Banquet
    people: People
    world: World

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until people see something."""
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - no event there
                await asyncio.sleep(0.01)

    async def added(self) -> Accepted:
        """Add the bot; return what it says."""
        self.people.membership("member", self.people.group, was="left")
        await self.until(lambda: bool(self.world.ledger))
        return self.world.ledger[-1]

    async def press(self, shown: Accepted, row: int, by: int) -> str:
        """Press a button and return the toast."""
        before = len(self.world.toasts)
        data = shown.keyboard[row][0]["callback_data"]
        self.people.press(data, self.people.group, shown.message_id, by=by)
        await self.until(lambda: len(self.world.toasts) > before)
        return str(self.world.toasts[-1].get("text", ""))

    async def lines(self) -> list[str]:
        """Return what the group ordered."""
        return [one.line for one in await self.banquet.store.subscriptions.of(CHAT)]


@pytest.fixture
async def scene(folder: Path) -> AsyncIterator[Scene]:
    """Run the program against the stand-in."""
    async with TelegramStandIn() as telegram:
        people = People(telegram.world, SystemClock().now())
        telegram.world.members |= {(GROUP, ALICE): "creator", (GROUP, BORIS): "member"}
        settings = {
            "BANQUET_TELEGRAM__TOKEN": telegram.world.token,
            "BANQUET_TELEGRAM__API_BASE_URL": telegram.url,
            "BANQUET_BOT__LANGUAGE": "en",
        }
        async with banquet_in(folder, **settings) as banquet, open_platform(banquet, "telegram"):
            yield Scene(banquet, people, telegram.world)


async def test_one_press_sets_it_up(scene: Scene) -> None:
    """A member's press is refused in a toast and changes nothing; the admin's press orders."""
    shown = await scene.added()
    assert [row[0]["text"] for row in shown.keyboard] == [
        "Every trading day at 14:45", "Only when it moves 3% or more", "Not now",
    ]  # fmt: skip
    assert "admins" in await scene.press(shown, 0, BORIS)
    assert (len(scene.world.ledger), await scene.lines()) == (1, [])
    assert await scene.press(shown, 0, ALICE) == ""
    await scene.until(lambda: len(scene.world.ledger) == 2)
    assert await scene.lines() == ["/digest"]
    assert scene.world.ledger[-1].method == "editMessageText"


async def test_not_now(scene: Scene) -> None:
    """Nothing is ordered, and the way to it is told in place of the question."""
    shown = await scene.added()
    await scene.press(shown, 2, ALICE)
    await scene.until(lambda: len(scene.world.ledger) == 2)
    assert "nothing comes by itself" in scene.world.ledger[-1].text
    assert await scene.lines() == []


async def test_welcome_is_said_once(scene: Scene) -> None:
    """Not when the bot is made an admin, nor when orders were only resting."""
    shown = await scene.added()
    await scene.press(shown, 0, ALICE)
    await scene.until(lambda: len(scene.world.ledger) == 2)
    scene.people.membership("administrator", scene.people.group)
    scene.people.membership("kicked", scene.people.group)
    scene.people.membership("member", scene.people.group, was="kicked")
    await scene.until(lambda: len(scene.world.ledger) == 3)
    assert "what is subscribed goes on" in scene.world.ledger[-1].text


async def test_an_anonymous_admin_sets_it_up(scene: Scene) -> None:
    """Typed as the group itself; the button is pressed by a person anyway."""
    await scene.added()
    extra: dict[str, Any] = {"sender_chat": scene.people.group, **ANONYMOUS}
    scene.people.say_in_group("/subscribe close", **extra)
    await scene.until(lambda: len(scene.world.ledger) == 2)
    assert await scene.lines() == ["/digest close"]


async def test_old_answers_are_deleted(scene: Scene) -> None:
    """Where the admins want it: the bot's look-up answers, and nothing else."""
    await scene.banquet.store.chat_settings.choose(
        CHAT, "fade", "10m", Author("telegram:1", scene.banquet.clock.now())
    )
    scene.people.say_in_group("/index 2025-02-03")
    scene.people.say_in_group("/whoami")
    await scene.until(lambda: len(scene.world.ledger) == 2)
    shown = {(one.chat, one.message_id) for one in scene.world.ledger}
    store, later = scene.banquet.store, scene.banquet.clock.now() + timedelta(minutes=11)
    while await fade(store.database, later) == 0:  # noqa: ASYNC110 - no event there
        await asyncio.sleep(0.05)
    await scene.until(lambda: len(scene.world.deleted) == 1)
    assert set(scene.world.deleted) < shown


async def test_a_group_is_set_up_in_private(scene: Scene) -> None:
    """The panel's link opens the bot; the admin's presses there change the group."""
    scene.people.say_in_group("/settings@StandInBanquetBot")
    await scene.until(lambda: len(scene.world.ledger) == 1)
    link = next(b["url"] for row in scene.world.ledger[-1].keyboard for b in row if "url" in b)
    assert link.startswith("https://t.me/StandInBanquetBot?start=")
    scene.people.say(f"/start {link.partition('=')[2]}")
    await scene.until(lambda: len(scene.world.ledger) == 2)
    panel = scene.world.ledger[-1]
    assert panel.chat == ALICE
    for _ in ("the page", "a value"):
        before, shown = len(scene.world.ledger), scene.world.ledger[-1]
        data = shown.keyboard[0][1]["callback_data"]
        scene.people.press(data, {"id": ALICE, "type": "private"}, shown.message_id)
        await scene.until(lambda before=before: len(scene.world.ledger) > before)  # type: ignore[misc]  # a default holds the loop's value
    layers = await scene.banquet.store.chat_settings.layers(CHAT)
    assert layers.chat.values == {"colors": "green_up"}


async def test_the_same_question_twice(scene: Scene) -> None:
    """The second answer replies to the first one."""
    scene.people.say_in_group("/index 2025-02-03")
    await scene.until(lambda: len(scene.world.ledger) == 1)
    await asyncio.sleep(0.3)
    scene.people.say_in_group("/index 2025-02-03", by=BORIS)
    await scene.until(lambda: len(scene.world.ledger) == 2)
    first, second = scene.world.ledger
    assert "moment ago" in second.text
    assert second.parameters["reply_parameters"]["message_id"] == first.message_id
