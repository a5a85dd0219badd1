"""Connecting, losing the connection, and being refused."""

import asyncio

import discord
import pytest

from bot.core.errors import OperatorError
from bot.platforms.discord.run import run
from bot.platforms.discord.settings import DiscordSettings
from tests.platforms.discord.conftest import Room
from tests.standins.discord.exchanges import COMMAND


async def _works(room: Room) -> None:
    """Check that the bot answers."""
    await (await room.discord.slash("move", {"instruments": "2330"})).answered()


async def test_no_privileged_intent_is_asked_for(room: Room) -> None:
    """Neither messages nor members: only to be let into a server and put out of it."""
    async with room.open():
        await _works(room)
    assert room.discord.ledger.identifies[0]["intents"] == discord.Intents(guilds=True).value


async def test_a_wrong_token_is_one_line_for_the_operator(room: Room) -> None:
    """The line names the setting and never the token."""
    settings = DiscordSettings("wrong-secret", room.discord.api_url, room.discord.gateway.url)
    with pytest.raises(OperatorError) as refusal:
        await run(settings, room.core, room.buttons, room.notes, room.clock)
    line = str(refusal.value)
    assert line.startswith("[discord] token: ")
    assert ("\n" in line, "wrong-secret" in line, "wrong-secret" in repr(settings)) == (False,) * 3


@pytest.mark.parametrize(("code", "words"), [(4004, "token"), (4014, "intents"), (4013, "4013")])
async def test_a_final_close_is_one_line_for_the_operator(
    room: Room, code: int, words: str
) -> None:
    """A session that Discord will never grant is not asked for again."""
    room.discord.gateway.close_next_with = code
    with pytest.raises(OperatorError, match=words):
        await run(room.settings, room.core, room.buttons, room.notes, room.clock)
    assert len(room.discord.ledger.identifies) == 1


async def test_discord_being_down_is_waited_out(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """Without a connection there are tries at growing distances, and no crash."""
    settings = DiscordSettings(room.discord.token, "http://127.0.0.1:1/api/v10")
    running = asyncio.create_task(run(settings, room.core, room.buttons, room.notes, room.clock))
    for pause in (5.0, 10.0, 20.0):
        await room.clock.until_asleep(pause)
        room.clock.move(pause)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert "Discord is out of reach (ClientConnectorError); next try in 20 s" in caplog.text


async def test_a_ban_is_waited_out(room: Room) -> None:
    """While Discord blocks the address, one call in ten minutes is enough."""
    room.discord.banned = True
    running = asyncio.create_task(
        run(room.settings, room.core, room.buttons, room.notes, room.clock)
    )
    for _ in range(2):
        await room.clock.until_asleep(600.0)
        room.clock.move(600.0)
    await room.clock.until_asleep(600.0)
    room.discord.banned = False
    assert len(room.discord.ledger.calls) == 3
    room.clock.move(600.0)
    await room.discord.gateway.connected()
    await _works(room)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_op_7_is_followed_by_a_resume(room: Room) -> None:
    """When Discord asks to connect again the session goes on."""
    async with room.open():
        await _works(room)
        await room.discord.gateway.ask_to_reconnect()
        await _works(room)
    assert (len(room.discord.ledger.identifies), len(room.discord.ledger.resumes)) == (1, 1)


async def test_op_9_that_can_be_resumed_is(room: Room) -> None:
    """A broken session that still exists is taken up again."""
    async with room.open():
        await _works(room)
        await room.discord.gateway.invalidate(resumable=True)
        await _works(room)
    assert (len(room.discord.ledger.identifies), len(room.discord.ledger.resumes)) == (1, 1)


async def test_op_9_for_good_waits_before_a_new_session(room: Room) -> None:
    """Sessions are counted by Discord: each new one comes after a longer pause."""
    async with room.open():
        for pause in (5.0, 10.0, 20.0):
            await room.discord.gateway.connected()
            await room.discord.gateway.invalidate(resumable=False)
            await room.clock.until_asleep(pause)
            room.clock.move(pause)
        await _works(room)
    assert len(room.discord.ledger.identifies) == 4


async def test_a_session_that_timed_out_begins_anew(room: Room) -> None:
    """Close code 4009: the resume is refused, then a new session is asked for."""
    async with room.open():
        await _works(room)
        await room.discord.gateway.close(4009, over=True)
        await room.clock.until_asleep(5.0)
        room.clock.move(5.0)
        await _works(room)
    assert (len(room.discord.ledger.identifies), len(room.discord.ledger.resumes)) == (2, 1)


async def test_events_repeated_by_the_gateway_are_handled_once(room: Room) -> None:
    """The same interaction twice is one question and one answer."""
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "2330"})
        await asked.answered()
        await room.discord.gateway.dispatch("INTERACTION_CREATE", asked.data)
        await _works(room)
    assert len(room.core.asked) == 2
    assert room.discord.ledger.refused() == []


async def test_events_missed_while_away_are_answered(room: Room) -> None:
    """What was asked between a lost connection and its resume still gets its answer."""
    async with room.open():
        await _works(room)
        await room.discord.gateway.lose()
        asked = await room.discord.missed(COMMAND, {"id": "1", "name": "move", "type": 1,
            "options": [{"name": "instruments", "type": 3, "value": "2330"}]})  # fmt: skip
        await asked.answered()
    assert len(room.discord.ledger.resumes) == 1


async def test_commands_are_sent_only_when_they_changed(room: Room) -> None:
    """A restart with the same commands spares the call; the hash lies among the notes."""
    for _ in range(2):
        async with room.open():
            await _works(room)
    assert len(room.discord.ledger.to("/commands")) == 1
    room.notes.held = {"discord.commands.900": "another"}
    async with room.open():
        await _works(room)
    assert len(room.discord.ledger.to("/commands")) == 2


async def test_a_command_that_is_no_longer_ours_is_answered(room: Room) -> None:
    """A client may show an old command for a while; the core says what there is instead."""
    async with room.open():
        stale = {"id": "9", "name": "gone", "type": 1, "options": []}
        await (await room.discord.send(COMMAND, stale)).answered()
    named = room.core.asked[0].named
    assert named
    assert named.command == "gone"
