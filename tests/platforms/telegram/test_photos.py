"""Photos: one message with its text, uploaded once, and never the reason that a text is lost."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.core.pictures import FIELD, Painted, Picture
from bot.core.principals import Chat, ChatKind
from bot.core.replies import Button, Reply, paragraph
from bot.core.sending import EDIT, PUSH, Answer, Delivery, Kind, Part
from bot.platforms.telegram.parts import Place, reply_parts
from bot.platforms.telegram.pushing import TelegramPusher
from bot.platforms.telegram.render import CAPTION_MOST, render
from bot.platforms.telegram.sender import TelegramSender
from tests.fakes import FakeClock
from tests.picture_fakes import ScriptedPainter, tile, wall
from tests.platforms.telegram.door import Door, open_door
from tests.standins.telegram.people import ALICE

GROUP = -1001
REPLY = Reply(
    "Close <b>", (paragraph("TAIEX 22,694.71"),), ((Button("Dinner", "/dinnerlist"),),), wall=wall()
)
LONG = replace(REPLY, blocks=(paragraph("x" * CAPTION_MOST),))


class SmallPainter(ScriptedPainter):
    """Paints one flat colour in the picture's size."""

    async def paint(self, picture: Picture) -> Painted | None:
        """Return a real PNG file."""
        painted = await super().paint(picture)
        file = BytesIO()
        Image.new("P", picture.wall.size).save(file, "PNG")
        return painted and replace(painted, png=file.getvalue())


def pushed(reply: Reply = REPLY, method: str = PUSH, at: int = 0, chat: int = ALICE) -> Delivery:
    """Return one message of a push."""
    body = TelegramPusher("telegram:1", FakeClock()).push(reply, "en").bodies[at]
    return Delivery(1, Part("k", "telegram:1", chat, method, body, kind=Kind.DIGEST), 1, 1)


async def send(door: Door, sender: TelegramSender, one: Delivery) -> Answer:
    """Send it to Alice."""
    door.people.join(ALICE, "private")
    return await sender.send(one)


def methods(door: Door) -> list[str]:
    """Return by which methods messages were taken."""
    return [entry.method for entry in door.world.ledger]


async def test_a_picture_goes_out_with_its_text_below() -> None:
    """One message: the text is the caption, and the buttons hang below it."""
    async with open_door(start=False) as door:
        answer = await send(door, TelegramSender(door.transport, SmallPainter()), pushed())
        (entry,) = door.world.ledger
        assert (answer.kind, answer.message_id) == ("ok", entry.message_id)
        assert (entry.method, entry.text) == ("sendPhoto", "Close <b>\nTAIEX 22,694.71")
        assert entry.keyboard[0][0]["text"] == "Dinner"


async def test_a_long_text_keeps_its_own_message() -> None:
    """The picture follows it without a caption; the buttons stay below the text."""
    async with open_door(start=False) as door:
        sender = TelegramSender(door.transport, SmallPainter())
        for at in (0, 1):
            assert (await send(door, sender, pushed(LONG, at=at))).kind == "ok"
        text, photo = door.world.ledger
        assert (text.method, photo.method, photo.text) == ("sendMessage", "sendPhoto", "")
        assert (len(text.keyboard), photo.keyboard) == (1, [])


def test_tags_do_not_count_and_units_do() -> None:
    """1,024 units fit whatever the markup takes; one more does not."""
    fits = Reply("x", (paragraph("😀" * 511),), wall=wall())
    assert render(fits).captioned
    assert not render(replace(fits, title="xy")).captioned


async def test_a_picture_is_uploaded_once() -> None:
    """Every further chat gets it by the name that Telegram gave it."""
    async with open_door(start=False) as door:
        painter = SmallPainter()
        sender = TelegramSender(door.transport, painter)
        for _ in range(3):
            await send(door, sender, pushed())
        assert methods(door) == ["sendPhoto"] * 3
        assert (len(painter.painted), len(door.world.known_photos)) == (1, 1)


async def test_a_photo_that_telegram_forgot_is_uploaded_again() -> None:
    """A wrong name costs one more call, not the picture."""
    async with open_door(start=False) as door:
        sender = TelegramSender(door.transport, SmallPainter())
        await send(door, sender, pushed())
        door.world.known_photos.clear()
        await send(door, sender, pushed())
        assert methods(door) == ["sendPhoto"] * 2
        assert len(door.world.known_photos) == 1


@pytest.mark.parametrize("painter", [None, ScriptedPainter(fails=True)])
async def test_a_picture_that_cannot_be_painted_costs_no_text(
    painter: ScriptedPainter | None,
) -> None:
    """The text goes out as it would have without a picture."""
    async with open_door(start=False) as door:
        await send(door, TelegramSender(door.transport, painter), pushed())
        assert methods(door) == ["sendMessage"]


async def test_a_chat_that_takes_no_photos_gets_the_text() -> None:
    """A refused photo is certainly not there, so its text makes no second message."""
    async with open_door(start=False) as door:
        door.people.join(GROUP, "supergroup")
        door.world.chats[GROUP]["may_send_photos"] = False
        sender = TelegramSender(door.transport, SmallPainter())
        assert (await sender.send(pushed(chat=GROUP))).kind == "ok"
        assert methods(door) == ["sendMessage"]


async def test_a_picture_alone_that_fails_sends_nothing() -> None:
    """Its text is there already."""
    async with open_door(start=False) as door:
        sender = TelegramSender(door.transport, ScriptedPainter(fails=True))
        answer = await send(door, sender, pushed(LONG, at=1))
        assert (answer.kind, answer.code, methods(door)) == ("refused", 400, [])


@pytest.mark.parametrize(
    ("before", "after", "fails", "method"),
    [
        (True, True, False, "editMessageMedia"),
        (False, True, False, "editMessageMedia"),
        (False, True, True, "editMessageText"),
        (True, True, True, "editMessageCaption"),
        (True, False, False, "editMessageCaption"),
        (False, False, False, "editMessageText"),
    ],
)
async def test_an_edit_takes_the_place_of_text_or_photo(
    before: bool,  # noqa: FBT001 - a case of the table
    after: bool,  # noqa: FBT001 - as above
    fails: bool,  # noqa: FBT001 - as above
    method: str,
) -> None:
    """Whatever the message is by now, the newest words stand in it."""
    better = Reply("Better", wall=wall(tile(percent="1.00")) if after else None)
    async with open_door(start=False) as door:
        first = TelegramSender(door.transport, SmallPainter() if before else None)
        number = (await send(door, first, pushed())).message_id
        sender = TelegramSender(door.transport, SmallPainter(fails=fails))
        edit = replace(pushed(better, EDIT), message_id=number)
        assert (await send(door, sender, edit)).kind == "ok"
        assert (methods(door)[-1], door.world.shown(ALICE)[-1]) == (method, "Better")


async def test_a_text_too_long_for_a_photo_ends_at_a_line() -> None:
    """An edited push says as much as its photo can carry, and that there was more."""
    lines = Reply("Better", (paragraph(*["漲 4・跌 8"] * 300),))
    async with open_door(start=False) as door:
        sender = TelegramSender(door.transport, SmallPainter())
        number = (await send(door, sender, pushed())).message_id
        answer = await send(door, sender, replace(pushed(lines, EDIT), message_id=number))
        shown = door.world.shown(ALICE)[-1]
        assert answer.kind == "ok"
        assert shown.startswith("Better\n漲 4・跌 8\n")
        assert shown.endswith("漲 4・跌 8\n…")


@pytest.mark.parametrize(
    ("reply", "photo", "edits"),
    [(REPLY, True, True), (LONG, True, False), (Reply("x"), True, False), (LONG, False, True)],
)
def test_a_pressed_photo_is_replaced_by_a_photo_alone(
    reply: Reply,
    photo: bool,  # noqa: FBT001 - a case of the table
    edits: bool,  # noqa: FBT001 - as above
) -> None:
    """An answer without one is a message of its own."""
    chat = Chat("telegram", ALICE, ChatKind.PRIVATE)
    place = Place("telegram:1", 1, chat, None, FakeClock().now(), edits=7, edits_photo=photo)
    first = reply_parts(render(reply), place).parts[0]
    assert (first.method == "editMessageText") is edits
    assert first.target.get("message_id") == (7 if edits else None)


def test_a_row_holds_what_is_shown_but_no_png() -> None:
    """The picture is kept as data, once for each content."""
    body = pushed().part.body
    assert isinstance(body[FIELD], dict)
    assert len(str(body)) < 1000
