"""An admin adds the bot to a group and sets it up, as Telegram shows it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import Banquet
from bot.core.clock import SystemClock
from bot.core.principals import Chat, ChatKind
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
