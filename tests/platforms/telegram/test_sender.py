"""One delivery out, one answer back, whatever happens between."""

import pytest

from bot.core.sending import Delivery, Part
from bot.platforms.telegram.sender import TelegramSender
from tests.platforms.telegram.door import Door, open_door
from tests.standins.telegram.faults import Fault, Kind
from tests.standins.telegram.people import ALICE


async def send(door: Door, text: str = "<b>x</b>") -> str:
    """Send a message to Alice; return the kind of answer."""
    door.people.join(ALICE, "private")
    body = {"text": text, "parse_mode": "HTML"}
    part = Part("k", "telegram:1", ALICE, "sendMessage", body, {"chat_id": ALICE})
    return (await TelegramSender(door.transport).send(Delivery(1, part, 1, 1))).kind


@pytest.mark.parametrize(
    ("fault", "answer", "seen"),
    [
        ("accept_then_reset", "perhaps_sent", 1),
        ("accept_then_garbage", "garbled", 1),
        ("ok_false_200", "refused", 0),
        ("status", "refused", 0),
        ("migrate", "refused", 0),
    ],
)
async def test_tells_what_became_of_it(fault: Kind, answer: str, seen: int) -> None:
    """What was taken is never said to be refused, nor the other way round (A03 to A05)."""
    async with open_door(start=False) as door:
        door.world.faults.waiting.append(Fault(fault))

        assert await send(door) == answer
        assert len(door.world.ledger) == seen


async def test_nobody_there_is_not_sent() -> None:
    """A closed port took nothing (A06)."""
    async with open_door(start=False) as door:
        await door.standin.close()

        assert await send(door) == "not_sent"


async def test_refused_markup_goes_out_plain(caplog: pytest.LogCaptureFixture) -> None:
    """A bug of ours costs the markup, not the message (A18)."""
    async with open_door(start=False) as door:
        assert await send(door, "<b>1 &lt; 2") == "ok"

        assert door.world.shown(ALICE) == ["1 < 2"]
        assert "refused for its markup" in caplog.text


async def test_a_file_goes_out_as_a_document() -> None:
    """Its name, its kind and all its bytes arrive, however long it is."""
    async with open_door(start=False) as door:
        door.people.join(ALICE, "private")
        text = "日期,1\n" * 200_000
        body = {"document": {"name": "2330.csv", "text": text, "media_type": "text/csv"}}
        part = Part("k", "telegram:1", ALICE, "sendDocument", body, {"chat_id": ALICE})
        answer = await TelegramSender(door.transport).send(Delivery(1, part, 1, 1))

        (taken,) = door.world.ledger
        file = taken.parameters["document"]
        assert (answer.kind, answer.message_id) == ("ok", taken.message_id)
        assert (file["name"], file["type"]) == ("2330.csv", "text/csv")
        assert file["content"].decode() == text
