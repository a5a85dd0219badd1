"""Pushes: laid out alike for every chat, carried out, edited, pinned and marked when sent again."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.replies import Button, Reply, paragraph
from bot.core.sending import EDIT, PIN, PUSH, Answer, Delivery, Kind, Part, Verdict
from bot.delivery.classifier import classify
from bot.platforms.telegram.pushing import TelegramPusher, button_id
from bot.platforms.telegram.sender import TelegramSender
from tests.fakes import FakeClock
from tests.platforms.telegram.door import Door, open_door
from tests.standins.telegram.people import ALICE

GROUP = -1001
REPLY = Reply("Close", (paragraph("TAIEX 22,694.71"),), ((Button("Dinner", "/dinnerlist"),),))


def delivery(method: str = PUSH, **more: Any) -> Delivery:
    """Return a push to Alice."""
    body = TelegramPusher("telegram:1", FakeClock()).push(REPLY, "en").bodies[0]
    part = Part("k", "telegram:1", ALICE, method, body, kind=Kind.DIGEST, silent=True)
    return Delivery(1, replace(part, **more), 1, 1)


async def send(door: Door, one: Delivery) -> Answer:
    """Send it."""
    door.people.join(ALICE, "private")
    return await TelegramSender(door.transport).send(one)


def test_the_same_reply_is_laid_out_the_same() -> None:
    """Button ids depend on their lines alone; they may be pressed in any chat."""
    first = TelegramPusher("telegram:1", FakeClock()).push(REPLY, "zh-TW")
    again = TelegramPusher("telegram:1", FakeClock()).push(REPLY, "zh-TW")
    assert first.bodies == again.bodies
    (button,) = first.buttons
    assert (button.id, button.chat, button.presser) == (button_id("/dinnerlist"), 0, None)
    assert first.bodies[0]["_resent"] == "（重送）"


async def test_a_push_goes_to_its_chat_and_topic_silently() -> None:
    """What is ours alone is not sent."""
    async with open_door(start=False) as door:
        door.people.join(GROUP, "supergroup", (7,))
        one = delivery()
        one = replace(one, part=replace(one.part, chat=GROUP, topic=7))
        assert (await send(door, one)).kind == "ok"
        (entry,) = door.world.ledger
        assert entry.parameters["message_thread_id"] == 7
        assert entry.parameters["disable_notification"] is True
        assert entry.keyboard[0][0]["text"] == "Dinner"


async def test_a_push_that_may_have_arrived_is_marked() -> None:
    """The second copy says that it is one."""
    async with open_door(start=False) as door:
        await send(door, replace(delivery(), resent=True))
        assert door.world.shown(ALICE)[0].startswith("(sent again)\n")


async def test_an_edit_changes_the_message_and_a_pin_pins_it() -> None:
    """Both name the message that the push became."""
    async with open_door(start=False) as door:
        number = (await send(door, delivery())).message_id
        better = replace(delivery(EDIT), message_id=number)
        body = {**better.part.body, "text": "<b>Close</b>\nbetter"}
        better = replace(better, part=replace(better.part, body=body))
        assert (await send(door, better)).message_id == number
        assert door.world.shown(ALICE)[-1] == "Close\nbetter"
        assert (await send(door, replace(delivery(PIN), message_id=number))).kind == "ok"
        assert door.world.pinned == [(ALICE, number)]


async def test_no_right_to_pin_is_no_reason_to_leave_a_chat() -> None:
    """The pin ends; the chat stays subscribed."""
    async with open_door(start=False) as door:
        door.people.join(GROUP, "supergroup")
        one = delivery()
        to_group = replace(one, part=replace(one.part, chat=GROUP))
        number = (await send(door, to_group)).message_id
        pin = replace(to_group, message_id=number, part=replace(to_group.part, method=PIN))
        answer = await send(door, pin)
        assert answer.kind == "refused"
        assert classify(answer) is Verdict.MESSAGE_BAD


@pytest.mark.parametrize("known", [True, False])
async def test_a_correction_replies_to_what_it_corrects(known: bool) -> None:  # noqa: FBT001 - a case
    """Where the message is known."""
    async with open_door(start=False) as door:
        number = (await send(door, delivery())).message_id
        word = delivery(kind=Kind.CORRECTION)
        await send(door, replace(word, message_id=number if known else None))
        target = door.world.ledger[-1].parameters.get("reply_parameters")
        assert (target is not None) is known
