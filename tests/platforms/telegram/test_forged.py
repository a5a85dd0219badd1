"""Forged, foreign, replayed, altered and expired presses and links: none has an effect."""

import os
import random
import string
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.core.ports import Arrival, Handled, StoredButton
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.replies import Button
from bot.core.requests import Request
from bot.platforms.telegram.addressing import Me
from bot.platforms.telegram.clerk import Clerk
from bot.platforms.telegram.gate import Press, Question
from bot.platforms.telegram.talk import not_known
from tests.chat_life_fakes import life_on
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, Table
from tests.platforms.telegram.memory import MemoryButtons, MemoryInbox

ATTEMPTS = int(os.environ.get("FORGED_PRESSES", "2000"))
SEED = int(os.environ.get("FUZZ_SEED", "20250203"))
ADMIN, MEMBER, STRANGER = 99, 7, 8
OTHER_GROUP = Chat("telegram", -100999, ChatKind.GROUP)
LETTERS = string.ascii_letters + string.digits + "-_"
LINES = (
    "/settings colors green_up #0", "/settings reset yes", "/subscribe close", "/forget yes",
    "/unsubscribe 1", "/basket new forged 2330", "/basket delete ours yes", "/editors add 8",
    f"/for {GROUP.id} /settings colors green_up",
)  # fmt: skip


@dataclass
class Toasts:
    """Keeps what was shown."""

    shown: list[str] = field(default_factory=list)

    async def show(self, query: str, text: str = "", *, alert: bool = False) -> bool:
        """Keep a toast."""
        assert query
        assert isinstance(alert, bool)
        self.shown.append(text)
        return True


@dataclass
class Scene:
    """A clerk over the whole core, and the buttons that an admin was shown."""

    table: Table
    clerk: Clerk
    inbox: MemoryInbox
    kept: list[StoredButton]

    def state(self) -> str:
        """Return everything that could have been changed."""
        one = self.table
        return repr(
            (one.chats.chosen, one.chats.languages, one.chats.audit.held, one.own_baskets.held,
             one.editors.held, one.subscriptions, one.chat_life.events)
        )  # fmt: skip

    async def press(self, data: str, who: int, chat: Chat, message: int | None = 5) -> Handled:
        """Press something."""
        press = Press("q", data, Principal("telegram", who), chat, message, "en")
        return await self.clerk.serve(Arrival(1, "{}", self.table.clock.now()), press)


def drawn(chance: random.Random) -> str:
    """Return twelve random characters."""
    return "".join(chance.choices(LETTERS, k=12))


def forged(scene: Scene, chance: random.Random) -> tuple[str, int, Chat, int | None]:
    """Return a press that may not have an effect: what, by whom, where."""
    real = chance.choice(scene.kept)
    letters = list(real.id)
    letters[chance.randrange(3, len(letters))] = chance.choice(LETTERS)
    altered = "".join(letters)
    invented = f"v1.{drawn(chance)}"
    junk = "".join(chance.choices(string.printable, k=chance.randint(0, 64)))
    return chance.choice(
        [
            (altered if altered != real.id else invented, ADMIN, GROUP, 5),
            (invented, ADMIN, GROUP, 5),
            (junk, ADMIN, GROUP, 5),
            (real.line, ADMIN, GROUP, 5),
            (real.id, MEMBER, GROUP, 5),
            (real.id, STRANGER, GROUP, 5),
            (real.id, ADMIN, OTHER_GROUP, 5),
            (real.id, ADMIN, replace(GROUP, platform="discord"), 5),
            (real.id, ADMIN, GROUP, None),
            (real.id.upper() if real.id.upper() != real.id else invented, ADMIN, GROUP, 5),
        ]
    )


@pytest.fixture
async def scene() -> Scene:
    """Return a group with a basket and an order, and panels that its admin was shown."""
    table = Table(admins=FakeAdmins({ADMIN}))
    inbox = MemoryInbox()
    clerk = Clerk(
        "telegram:1", Me(1, "Bot"), table.core, life_on(table.chat_life, table.clock),
        MemoryButtons(inbox), Toasts(), table.clock, not_known,
    )  # fmt: skip
    for line in ("/basket new ours 2330", "/subscribe close"):
        assert await table.in_group(line, Principal("telegram", ADMIN))
    chance = random.Random(SEED)  # noqa: S311 - to find failures again
    until = table.clock.now() + timedelta(days=30)
    kept = [
        StoredButton(f"v1.{drawn(chance)}", line, "telegram", GROUP.id, None, until, once=True)
        for line in LINES
    ]
    inbox.buttons |= {one.id: one for one in kept}
    return Scene(table, clerk, inbox, kept)


async def test_thousands_of_presses(scene: Scene) -> None:
    """The seed is printed; the state is the same before and after."""
    print(f"seed {SEED}, {ATTEMPTS} attempts")  # noqa: T201 - to find failures again
    chance = random.Random(SEED)  # noqa: S311 - as above
    before = scene.state()
    for _ in range(ATTEMPTS):
        await scene.press(*forged(scene, chance))
    assert scene.state() == before


async def test_expired_and_replayed(scene: Scene) -> None:
    """A used button does nothing a second time, an old one nothing at all."""
    real = scene.kept[0]
    await scene.press(real.id, ADMIN, GROUP)
    once = scene.state()
    for _ in range(10):
        await scene.press(real.id, ADMIN, GROUP)
    assert scene.state() == once
    scene.table.clock.pass_time(31 * 86_400)
    for one in scene.kept:
        await scene.press(one.id, ADMIN, GROUP)
    assert scene.state() == once


async def test_a_thousand_guessed_links(scene: Scene) -> None:
    """Guesses, too long ones, other people's: nothing is opened."""
    chance, before = random.Random(SEED), scene.state()  # noqa: S311 - as above
    for number in range(1_000):
        token = "".join(chance.choices(LETTERS, k=chance.randint(1, 80)))
        home = Chat("telegram", STRANGER)
        now = scene.table.clock.now()
        request = Request(home, Principal("telegram", STRANGER), f"/start {token}", now,
                          addressed=True)  # fmt: skip
        scene.table.clock.pass_time(10)
        arrival = Arrival(number, "{}", now)
        handled = await scene.clerk.serve(arrival, Question(request, number))
        assert handled.parts
    assert scene.state() == before
    assert Button("a", "/b").once is False
