"""The real core behind the Discord door."""

import sys

import pytest

from bot.core.replies import Button, Column, Paragraph, Reply, Span, Table, paragraph
from bot.core.requests import Request
from tests.fakes import Table as Banquet
from tests.platforms.discord.conftest import Room
from tests.standins.discord.exchanges import Exchange, Message
from tests.standins.discord.people import BOB, MANAGER, MEMBER, SERVER

FOREIGN = "@everyone @here <@1> <@&2> **b** [a](https://x.y) ``` \u202e"


async def _lang(room: Room, permissions: int) -> Exchange:
    """Choose English; a member sees the command because the server's owner allowed it."""
    asked = await room.discord.slash(
        "banquet_admin lang", {"language": "en"}, permissions=permissions, allowed=True
    )
    await asked.answered()
    return asked


async def test_the_founding_day_on_discord(room: Room) -> None:
    """The story's first line, as a member of a server reads it."""
    async with room.open(Banquet().core):
        asked = await room.discord.slash("move", {"instruments": "2330", "day": "2025-02-03"})
        answer = await asked.answered()
    assert answer.embeds[0]["title"].startswith("▼ 台積電（2330）2025-02-03")
    assert "-5.73%" in answer.embeds[0]["description"]


async def test_settings_are_guarded_on_our_side_too(room: Room) -> None:
    """A server's owner may show a command to members; changing settings still takes the right."""
    banquet = Banquet()
    async with room.open(banquet.core):
        refused = await _lang(room, MEMBER)
        assert banquet.chats.languages == {}
        await _lang(room, MANAGER)
    assert refused.original
    assert refused.original.ephemeral
    assert banquet.chats.languages == {("discord", SERVER.guild): "en"}


async def test_a_language_belongs_to_the_server(room: Room) -> None:
    """What one channel's manager chose holds for everybody there."""
    async with room.open(Banquet().core):
        await _lang(room, MANAGER)
        asked = await room.discord.slash("banquet help", who=BOB, permissions=MANAGER)
        answer = await asked.answered()
    assert answer.embeds[0]["title"] == "What you can ask Banquet"
    assert "`/banquet_admin lang zh-TW`" in answer.embeds[0]["description"]


async def test_completion_offers_instruments(room: Room) -> None:
    """The real index answers what is typed."""
    async with room.open(Banquet().core):
        asked = await room.discord.complete("move", "instruments", "233")
        await asked.until(lambda: asked.completions is not None)
    assert "2330" in [choice["value"] for choice in asked.completions or ()]


def _hostile(request: Request) -> Reply:
    """Answer with foreign text in every place, on more than one message, with a button."""
    long = tuple(paragraph(FOREIGN + "字" * 900) for _ in range(12))
    table = Table((Column(FOREIGN),), ((Span(FOREIGN),),))
    return Reply(
        FOREIGN,
        (Paragraph(((Span(FOREIGN, strong=True),),)), table, *long),
        buttons=((Button("again", "/move 1"),),),
        source=FOREIGN,
        private=request.text == "/help",
    )


async def _whole(asked: Exchange) -> Message:
    """Wait for the last part of a long answer."""
    await asked.until(lambda: asked.followups and asked.followups[-1].rows)
    return asked.followups[-1]


async def _every_way_of_answering(room: Room) -> None:
    """Ask, let a stranger press, press what expired, press in time, and ask slowly."""
    message = await _whole(await room.discord.slash("move", {"instruments": "x"}))
    await (await room.discord.press(message, "again", who=BOB)).answered()
    held, room.buttons.held = room.buttons.held, {}
    await (await room.discord.press(message, "again")).answered()
    room.buttons.held = held
    await _whole(await room.discord.press(message, "again"))
    room.core.gate.clear()
    slow = await room.discord.slash("move", {"instruments": "x"})
    await room.clock.until_asleep(1.5)
    room.clock.move(1.5)
    await slow.until(lambda: slow.answers)
    room.core.gate.set()
    await _whole(slow)


async def test_nobody_is_ever_mentioned(room: Room) -> None:
    """First answers, edits and follow-ups alike say that they mention nobody."""
    room.core.says = _hostile
    async with room.open():
        await _every_way_of_answering(room)
    said = [call.body for call in room.discord.ledger.calls if "token-" in call.path]
    bodies = [b.get("data", b) for b in said if isinstance(b, dict) and b != {"type": 5}]
    assert len(bodies) > 5
    assert all(body["allowed_mentions"] == {"parse": []} for body in bodies)
    assert room.discord.ledger.refused() == []


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="audioop left the standard library")
def test_audioop_is_still_there() -> None:
    """discord.py imports it; on 3.11 and 3.12 that is Python's own, announced to go away."""
    assert sys.modules["audioop"].__name__ == "audioop"
