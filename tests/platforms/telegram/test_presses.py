"""Old, altered and foreign buttons: a toast, a fresh menu, and never an effect."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.platforms.telegram.door import Door
from tests.standins.telegram.people import ALICE, BORIS, user
from tests.standins.telegram.world import Accepted

EXPIRED = "This button has expired."


async def shown_button(door: Door) -> tuple[Accepted, str]:
    """Have the bot show a button; return its message and its data."""
    await door.settled(door.people.say("/move 2330"))
    shown = door.world.ledger[-1]
    return shown, str(shown.keyboard[0][0]["callback_data"])


@pytest.mark.parametrize(
    "data", ["v1.AAAAAAAAAAAA", "v1|m|2330", "x" * 64, "\x00" * 64, "', DROP", "v1.' OR 1=1"]
)
async def test_unknown_data_is_expired(polled: Door, data: str) -> None:
    """Junk and altered ids show a toast and the menu (F12)."""
    chat = polled.people.join(ALICE, "private")
    await polled.settled(polled.people.press(data, chat, 1))

    assert polled.world.toasts[0]["text"] == EXPIRED
    assert [entry.method for entry in polled.world.ledger] == ["sendMessage"]
    assert polled.core.effects == ["help"]


async def test_another_chats_button_is_expired(polled: Door) -> None:
    """An id works only in the chat that it was shown in."""
    shown, data = await shown_button(polled)
    chat = polled.people.join(BORIS, "private")
    await polled.settled(polled.people.press(data, chat, shown.message_id, by=BORIS))

    assert polled.world.toasts[0]["text"] == EXPIRED
    assert polled.core.effects == ["move 2330", "help"]


async def test_an_expired_row_is_expired(polled: Door) -> None:
    """After thirty days a look-up's button leads to the menu."""
    shown, data = await shown_button(polled)
    row = polled.inbox.buttons[data]
    assert timedelta(days=29) < row.expires_at - polled.clock.now() <= timedelta(days=30)
    polled.inbox.buttons[data] = replace(row, expires_at=polled.clock.now())
    chat = polled.people.join(ALICE, "private")
    await polled.settled(polled.people.press(data, chat, shown.message_id))

    assert polled.core.effects == ["move 2330", "help"]


async def test_a_press_without_its_message_is_told_so(polled: Door) -> None:
    """Where no chat is known, a toast in the presser's language is all there is (F11)."""
    english: dict[str, Any] = {"from": user(ALICE, "en")}
    shown, data = await shown_button(polled)
    chat = polled.people.join(ALICE, "private")
    await polled.settled(polled.people.press(data, chat, shown.message_id, shown=None, **english))
    old = {"message_id": shown.message_id, "date": 0, "chat": chat}
    await polled.settled(polled.people.press(data, chat, shown.message_id, shown=old))

    assert [toast["text"] for toast in polled.world.toasts] == [EXPIRED, EXPIRED]
    assert polled.core.effects == ["move 2330", "help"]


async def test_a_replayed_press_is_run_once(polled: Door) -> None:
    """The same press ten times over has one effect (F12)."""
    shown, data = await shown_button(polled)
    chat = polled.people.join(ALICE, "private")
    first = polled.people.press(data, chat, shown.message_id)
    update = polled.world.updates[first]
    await polled.settled(first)
    for _ in range(10):
        polled.world.push(dict(update))
    await polled.settled(polled.people.say("/move end"))

    assert polled.core.effects == ["move 2330", "move 2330 again", "move end"]


async def test_a_press_from_long_ago_is_offered_again(polled: Door) -> None:
    """Telegram no longer takes its answer: the bot was away, so nothing is run (B06)."""
    shown, data = await shown_button(polled)
    chat = polled.people.join(ALICE, "private")
    number = polled.people.press(data, chat, shown.message_id)
    polled.world.queries.clear()
    await polled.settled(number)

    offered = polled.world.ledger[-1]
    assert polled.core.effects == ["move 2330"]
    assert offered.method == "sendMessage"
    assert offered.text.startswith("Banquet was away")
    assert offered.keyboard[0][0]["text"] == "/move 2330 again"


async def test_a_line_from_long_ago_is_offered_again(polled: Door) -> None:
    """After fifteen minutes a line is not run blindly; its button runs it (B06)."""
    now = polled.people.now
    polled.people.now = now - timedelta(minutes=14)
    await polled.settled(polled.people.say("/move young"))
    polled.people.now = now - timedelta(minutes=16)
    await polled.settled(polled.people.say("/move old"), polled.people.say_in_group("hello"))
    polled.people.now = now

    offered = polled.world.ledger[-1]
    chat = polled.people.join(ALICE, "private")
    data = offered.keyboard[0][0]["callback_data"]
    await polled.settled(polled.people.press(data, chat, offered.message_id))

    assert polled.core.effects == ["move young", "move old"]
    assert len(polled.world.ledger) == 3


async def test_an_edit_that_changes_nothing_counts_as_sent(polled: Door) -> None:
    """The message already says what it should."""
    shown, data = await shown_button(polled)
    chat = polled.people.join(ALICE, "private")
    await polled.settled(polled.people.press(data, chat, shown.message_id))
    await polled.settled(polled.people.press(data, chat, shown.message_id))

    assert [answer.kind for answer in polled.answers] == ["ok", "ok", "ok"]
