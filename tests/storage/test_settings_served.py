"""`/settings` and `/options` over the real tables: two admins at once, and a restart."""

import asyncio

import pytest

from bot.core.principals import Chat
from bot.core.replies import Reply
from storage.engine import open_store
from storage.store import Store
from tests.choice_fakes import FakeAdmins
from tests.fakes import FakeClock
from tests.storage.served import ADMIN, GROUP, MEMBER, OWNER, Served
from tests.telling import fault_of, text_of

OTHER = 98


@pytest.fixture
def served(store: Store, clock: FakeClock) -> Served:
    """Return a core over the store, in a group with two admins."""
    return Served(store, clock, FakeAdmins({ADMIN, OTHER}))


def pressed(reply: Reply, label: str) -> str:
    """Return the line of the button that has a label."""
    return next(one.line for row in reply.buttons for one in row if label in one.label)


async def test_of_two_presses_at_once_one_counts(served: Served) -> None:
    """The other admin is told what was chosen, and can choose again from what they see."""
    pages = [await served.ask("/settings colors", who) for who in (ADMIN, OTHER)]
    lines = (pressed(pages[0], "green up"), pressed(pages[1], "orange up"))
    replies = await asyncio.gather(*map(served.ask, lines, (ADMIN, OTHER)))
    late = [reply for reply in replies if "nothing was overwritten" in text_of(reply)]
    assert len(late) == 1
    held = (await served.store.chat_settings.layers(GROUP)).chat
    assert held.version == 1
    assert "Colours: default → " in text_of(late[0])
    assert len(await served.store.audit.entries(GROUP, 9)) == 1
    again = await served.ask(pressed(late[0], "red up"), OTHER)
    assert "Rises: red" in [one.label for row in again.buttons for one in row]


async def test_typed_choices_at_once_are_all_kept(served: Served) -> None:
    """Different settings do not throw each other out, nor do commands that are switched off."""
    lines = ("width desktop", "colors green_up", "quiet 22:00-08:00", "pictures off")
    await asyncio.gather(
        *(served.ask(f"/settings {line}", who) for line in lines for who in (ADMIN, OTHER))
    )
    values = (await served.store.chat_settings.layers(GROUP)).chat.values
    assert values == {
        "width": "desktop", "colors": "green_up", "quiet": "22:00-08:00", "pictures": "off",
    }  # fmt: skip
    words = ("+history", "+since")
    replies = await asyncio.gather(
        *(served.ask(f"/settings commands_off {word}") for word in words)
    )
    for word, reply in zip(words, replies, strict=True):
        if "nothing was overwritten" in text_of(reply):
            await served.ask(f"/settings commands_off {word}")
    values = (await served.store.chat_settings.layers(GROUP)).chat.values
    assert values["commands_off"] == "history since"


async def test_an_option_outlasts_a_restart(served: Served, url: str, clock: FakeClock) -> None:
    """It holds in every chat that chose nothing, in a new process too, until it is reset."""
    page = await served.alone("/options colors")
    assert "Chosen in chat: —\nIn the file: red up, green down\nBuilt in: red up" in text_of(page)
    await served.alone(pressed(page, "green up"))
    again = await open_store(url, clock, patience=1.0)
    try:
        other = Served(again, clock)
        assert (await other.ask("/help")).look.palette == "green_up"
        assert "Now: green up, red down (chosen by the operator)" in text_of(
            await other.ask("/settings colors")
        )
        await other.ask("/settings colors color_blind")
        assert (await other.ask("/help")).look.palette == "color_blind"
        assert "Colours: default → green up" in text_of(await other.alone("/log operator"))
        await other.alone(pressed(await other.alone("/options reset"), "Yes, all"))
        private = Chat("telegram", MEMBER)
        assert (await other.ask("/help", MEMBER, private)).look.palette == "red_up"
    finally:
        await again.close()


async def test_options_are_for_owners_in_private(served: Served) -> None:
    """Nobody else, and nowhere else; nothing is stored."""
    private = Chat("telegram", MEMBER)
    for reply in (
        await served.ask("/options colors green_up", MEMBER, private),
        await served.ask("/options colors green_up", ADMIN),
        await served.ask("/options colors green_up", OWNER),
    ):
        assert "Only the owners" in fault_of(reply).message
    assert (await served.alone("/help")).look.palette == "red_up"
