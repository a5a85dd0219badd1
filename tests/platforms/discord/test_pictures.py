"""Pictures on Discord: attached, shown by the embed, told in words; and text where they fail."""

from dataclasses import replace

import pytest

from bot.core.pictures import Picture
from bot.core.registry import registry
from bot.core.replies import Button, Reply, paragraph
from bot.core.sending import EDIT, PUSH, Delivery, Kind, Part
from bot.delivery.classifier import classify
from bot.platforms.discord.pictures import FILE, described
from bot.platforms.discord.pushing import DiscordPusher
from bot.platforms.discord.sender import DiscordSender
from bot.platforms.discord.settings import DiscordSettings
from tests.fakes import FakeClock
from tests.picture_fakes import PNG, ScriptedPainter, tile, wall
from tests.platforms.discord.conftest import Room
from tests.standins.discord.refusals import JSON
from tests.standins.discord.server import DiscordStandIn

GUILD, CHANNEL = 42, 4242
TSMC = {"instruments": "2330"}
SHOWN = {"url": f"attachment://{FILE}"}
WALL = Reply("Dinner", (paragraph("TAIEX"),), ((Button("Next", "/move 2330"),),), wall=wall())


async def test_an_answer_shows_its_picture(room: Room) -> None:
    """One message: the file, an embed that shows it, and the buttons."""
    room.core.says = lambda _: WALL
    async with room.open():
        answer = await (await room.discord.slash("move", TSMC)).answered()
    assert answer.files[FILE].startswith(PNG)
    assert answer.embeds[0]["image"] == SHOWN
    assert answer.rows


async def test_a_late_answer_shows_it_too(room: Room) -> None:
    """It takes the place of “thinking…”."""
    room.core.says = lambda _: WALL
    room.core.gate.clear()
    async with room.open():
        asked = await room.discord.slash("move", TSMC)
        await room.clock.until_asleep(1.5)
        room.clock.move(1.6)
        await asked.until(lambda: asked.original and asked.original.thinking)
        room.core.gate.set()
        answer = await asked.answered()
    assert (list(answer.files), answer.embeds[0]["image"]) == ([FILE], SHOWN)


async def test_a_press_replaces_the_picture(room: Room) -> None:
    """An answer without one takes it away, another one changes it."""
    room.core.says = lambda request: Reply("Move") if request.text else WALL
    async with room.open():
        answer = await (await room.discord.slash("move", TSMC)).answered()
        edits = answer.edits
        pressed = await room.discord.press(answer, "Next")
        await pressed.until(lambda: answer.edits > edits)
    assert (answer.files, "image" in answer.embeds[0]) == ({}, False)


@pytest.mark.parametrize("paints", [True, False])
async def test_a_picture_that_fails_costs_no_answer(room: Room, paints: bool) -> None:  # noqa: FBT001 - a case
    """Neither painted, nor taken by Discord: the embed alone."""
    room.core.says = lambda _: WALL
    room.core.gate.clear()
    room.painter.fails = not paints
    async with room.open():
        asked = await room.discord.slash("move", TSMC)
        asked.takes_files = False
        room.core.gate.set()
        answer = await asked.answered()
    assert answer.embeds[0]["description"] == "TAIEX"
    assert (answer.files, "image" in answer.embeds[0]) == ({}, False)


def pushed(reply: Reply = WALL, method: str = PUSH) -> Delivery:
    """Return a push to a server's channel."""
    body = DiscordPusher("discord:1", registry, FakeClock()).push(reply, "en").bodies[0]
    part = Part("k", "discord:1", GUILD, method, body, kind=Kind.DIGEST, topic=CHANNEL)
    return Delivery(77, part, 1, 1)


async def sent(there: DiscordStandIn, *, painter: ScriptedPainter, one: Delivery) -> JSON:
    """Send a delivery that must arrive; return the newest message."""
    there.posts.channels.add(CHANNEL)
    out = DiscordSender(DiscordSettings(there.token, there.api_url), painter)
    answer = await out.send(one)
    await out.close()
    assert classify(answer).value == "sent"
    return list(there.posts.messages.values())[-1]


async def test_a_push_brings_its_picture() -> None:
    """With the words of the picture for who does not see it."""
    async with DiscordStandIn(lambda: 0.0) as there:
        message = await sent(there, painter=ScriptedPainter(), one=pushed())
    picture = Picture(wall(), "red_up")
    assert message["files"] == {FILE: PNG + picture.hash.encode()}
    assert message["attachments"][0]["description"] == picture.wall.alt
    assert message["embeds"][0]["image"] == SHOWN


async def test_a_channel_without_the_right_to_attach_gets_the_text() -> None:
    """Which is no reason to leave the channel."""
    async with DiscordStandIn(lambda: 0.0) as there:
        there.posts.takes_files = False
        message = await sent(there, painter=ScriptedPainter(), one=pushed())
    assert ("files" in message, "image" in message["embeds"][0]) == (False, False)


@pytest.mark.parametrize("reply", [replace(WALL, wall=wall(tile(percent="1.00"))), Reply("Close")])
async def test_an_edit_takes_the_place_of_the_picture(reply: Reply) -> None:
    """No message shows figures that were restated."""
    async with DiscordStandIn(lambda: 0.0) as there:
        await sent(there, painter=ScriptedPainter(), one=pushed())
        number = next(iter(there.posts.messages))
        edit = replace(pushed(reply, EDIT), message_id=number)
        message = await sent(there, painter=ScriptedPainter(), one=edit)
    expected = {FILE: PNG + reply.picture.hash.encode()} if reply.picture else None
    assert message.get("files") == expected


async def test_a_long_description_is_cut() -> None:
    """Discord takes 1,024 characters."""
    painted = await ScriptedPainter().paint(Picture(replace(wall(), alt="台" * 2000), "red_up"))
    assert painted
    assert (len(described(painted)), described(painted)[-1]) == (1024, "…")
