"""Buttons: whose they are, how long they live, and what a press changes."""

from datetime import timedelta

import pytest

from bot.core.replies import Button, Reply
from bot.core.requests import Request
from bot.platforms.discord.buttons import Shown, view_of
from tests.platforms.discord.conftest import Room
from tests.standins.discord.exchanges import COMPONENT, DEFERRED_UPDATE, MESSAGE, UPDATE, Message
from tests.standins.discord.people import ALICE, BOB, DIRECT, ENGLISH_SERVER, SERVER, Place

NEXT = Button("next", "/move 2317")


def _says(request: Request) -> Reply:
    """Answer lines with themselves and one button; help is private."""
    if request.text == "/help":
        return Reply("what you can ask", private=True, buttons=((NEXT,),))
    if request.text == "/help move":
        return Reply("how to ask", private=True)
    return Reply(f"answer to {request.text or 'move'}", buttons=((NEXT,),))


async def _shown(room: Room, place: Place = SERVER) -> Message:
    """Ask as Alice and return the answer with its button."""
    room.core.says = _says
    asked = await room.discord.slash("move", {"instruments": "2330"}, place=place)
    return await asked.answered()


async def test_a_press_changes_the_message_in_place(room: Room) -> None:
    """The button's line is asked anew, and its answer replaces the message."""
    async with room.open():
        message = await _shown(room)
        pressed = await room.discord.press(message, "next")
        changed = await pressed.answered()
    assert (changed.id, pressed.answers) == (message.id, [UPDATE])
    assert changed.embeds[0]["title"] == "answer to /move 2317"
    assert changed.custom_id("next").startswith("v1.")


async def test_a_button_works_after_a_restart(room: Room) -> None:
    """A new process with the same store knows the line; nothing lives in memory."""
    async with room.open():
        message = await _shown(room)
    async with room.open():
        changed = await (await room.discord.press(message, "next")).answered()
    assert changed.embeds[0]["title"] == "answer to /move 2317"
    assert len(room.discord.ledger.identifies) == 2


async def test_discord_py_keeps_no_callbacks() -> None:
    """A view that is still listening would stay in memory for every answer ever given."""
    assert view_of(((Shown("next", "A" * 12),),)).is_finished()


async def test_only_the_asker_may_press_in_a_server(room: Room) -> None:
    """Someone else gets a note aside; the message and the core see nothing of it."""
    async with room.open():
        message = await _shown(room)
        before = (message.edits, len(room.core.asked))
        pressed = await room.discord.press(message, "next", who=BOB)
        note = await pressed.answered()
    assert (pressed.answers, note.ephemeral) == ([MESSAGE], True)
    assert note.content.startswith("這些按鈕只有提問的人能按")
    assert (message.edits, len(room.core.asked)) == before


async def test_a_press_in_private_needs_no_asker(room: Room) -> None:
    """In a direct message there is only one person to press."""
    async with room.open():
        message = await _shown(room, DIRECT)
        await (await room.discord.press(message, "next", place=DIRECT)).answered()
    assert [button.presser for button in room.buttons.held.values()] == [None, None]


async def test_an_expired_button_brings_help(room: Room) -> None:
    """After thirty days a press says so and shows what can be asked."""
    async with room.open():
        message = await _shown(room)
        room.clock.move(timedelta(days=30).total_seconds())
        pressed = await room.discord.press(message, "next")
        answer = await pressed.answered()
    assert (answer.ephemeral, answer.id == message.id) == (True, False)
    assert answer.content.startswith("這個按鈕已過期")
    assert answer.embeds[0]["title"] == "what you can ask"
    assert answer.custom_id("next")


@pytest.mark.parametrize("custom_id", ["v1.AAAAAAAAAAAA", "v0.m|2330", "v1.short", ""])
async def test_an_unknown_button_brings_help(room: Room, custom_id: str) -> None:
    """Ids that name nothing, of an older form or made up, are treated as expired."""
    room.core.says = _says
    message = Message(embeds=[{"title": "old"}])
    data = {"custom_id": custom_id, "component_type": 2}
    async with room.open():
        pressed = await room.discord.send(
            COMPONENT, data, pressed=message, more={"message": message.json("501")}
        )
        answer = await pressed.answered()
    assert answer.content.startswith("這個按鈕已過期")
    assert message.edits == 0


async def test_a_button_of_another_chat_is_unknown(room: Room) -> None:
    """An id carried over to another server finds nothing there."""
    async with room.open():
        message = await _shown(room)
        pressed = await room.discord.press(message, "next", place=ENGLISH_SERVER)
        answer = await pressed.answered()
    assert answer.content.startswith("這個按鈕已過期")


async def test_a_slow_press_is_acknowledged_in_time(room: Room) -> None:
    """The message stays as it is until the answer replaces it."""
    async with room.open():
        message = await _shown(room)
        room.core.gate.clear()
        pressed = await room.discord.press(message, "next")
        await room.clock.until_asleep(1.5)
        room.clock.move(1.5)
        await pressed.until(lambda: pressed.answers)
        assert message.embeds[0]["title"] == "answer to move"
        room.core.gate.set()
        await pressed.until(lambda: message.edits > 1)
    assert pressed.answers == [DEFERRED_UPDATE]
    assert message.embeds[0]["title"] == "answer to /move 2317"


@pytest.mark.parametrize("slow", [False, True])
async def test_a_private_answer_leaves_the_public_message_alone(room: Room, *, slow: bool) -> None:
    """An error or help behind a button is said to the presser alone."""
    async with room.open():
        message = await _shown(room)
        room.core.says = lambda _: Reply("No such stock.", private=True)
        if slow:
            room.core.gate.clear()
        pressed = await room.discord.press(message, "next")
        if slow:
            await room.clock.until_asleep(1.5)
            room.clock.move(1.5)
            await pressed.until(lambda: pressed.answers)
            room.core.gate.set()
        aside = await (pressed.followed() if slow else pressed.answered())
    assert (aside.ephemeral, aside.embeds[0]["title"]) == (True, "No such stock.")
    assert message.embeds[0]["title"] == "answer to move"


async def test_help_turns_its_own_pages_in_place(room: Room) -> None:
    """What the asker alone sees may be replaced by what the asker alone should see."""
    room.core.says = lambda request: Reply(
        f"help {request.text}", private=True, buttons=((Button("more", "/help move"),),)
    )
    async with room.open():
        message = await (await room.discord.slash("banquet help")).answered()
        changed = await (await room.discord.press(message, "more")).answered()
    assert (changed.id, changed.ephemeral) == (message.id, True)
    assert changed.embeds[0]["title"] == "help /help move"


async def test_a_failed_press_keeps_the_message(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer that was there is worth more than an apology in its place."""

    def broken(_: Request) -> Reply:
        """Fail as a bug does."""
        raise ZeroDivisionError

    async with room.open():
        message = await _shown(room)
        room.core.says = broken
        note = await (await room.discord.press(message, "next")).answered()
    assert note.ephemeral
    assert note.content.startswith("我們這邊出了問題")
    assert message.embeds[0]["title"] == "answer to move"
    assert "ZeroDivisionError" in caplog.text


async def test_many_rows_are_packed_closer(room: Room) -> None:
    """Eight rows of two do not fit; all sixteen buttons are there."""
    rows = tuple((Button(f"{r}a", "/x"), Button(f"{r}b", "/x")) for r in range(8))
    room.core.says = lambda _: Reply("many", buttons=rows)
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "2330"}, who=ALICE)
        message = await asked.answered()
    assert [len(row["components"]) for row in message.rows] == [4, 4, 4, 4]


async def test_rows_and_labels_fit_discord(room: Room) -> None:
    """More and longer buttons than Discord takes are cut, not refused."""
    rows = tuple(tuple(Button(f"{r}.{c} " + "字" * 90, "/x") for c in range(7)) for r in range(4))
    room.core.says = lambda _: Reply("many", buttons=rows)
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "2330"}, who=ALICE)
        message = await asked.answered()
    assert [len(row["components"]) for row in message.rows] == [5, 5, 5, 5, 5]
    assert room.discord.ledger.refused() == []
