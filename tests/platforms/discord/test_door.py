"""Slash commands answered in time, once, and in the right place."""

import pytest

from bot.core.errors import StoreBusy
from bot.core.principals import ChatKind
from bot.core.replies import Attachment, Button, Reply
from tests.platforms.discord.conftest import Room
from tests.standins.discord.exchanges import DEFERRED, MESSAGE
from tests.standins.discord.people import (
    ALICE,
    AMONG_PEOPLE,
    DIRECT,
    ENGLISH_SERVER,
    EVE,
    MANAGER,
    OWN_APP,
    ROBOT,
    SERVER,
    Person,
    Place,
)


async def test_a_look_up_is_answered_for_everybody(room: Room) -> None:
    """A quick answer leaves as the first and only message, visible to all."""
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "2330", "unit": "points"})
        answer = await asked.answered()
    assert (asked.answers, answer.ephemeral) == ([MESSAGE], False)
    assert answer.embeds[0]["title"] == "answer to"
    named = room.core.asked[0].named
    assert named
    assert (named.command, named.values) == ("move", {"instruments": "2330", "unit": "points"})


async def test_help_is_shown_to_the_asker_alone(room: Room) -> None:
    """What only one person wants to read does not fill the channel."""
    async with room.open():
        answer = await (await room.discord.slash("banquet help")).answered()
    assert answer.ephemeral


async def test_a_slow_look_up_is_deferred_in_time(room: Room) -> None:
    """After a second and a half Discord is told to wait, publicly, and the answer replaces that."""
    room.core.gate.clear()
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "2330"})
        await room.clock.until_asleep(1.5)
        room.clock.move(1.5)
        await asked.until(lambda: asked.answers)
        assert asked.original
        assert (asked.answers, asked.original.thinking) == ([DEFERRED], True)
        room.clock.move(5)
        room.core.gate.set()
        answer = await asked.answered()
    assert (answer.ephemeral, answer.embeds[0]["title"]) == (False, "answer to")


async def test_slow_settings_are_deferred_in_private(room: Room) -> None:
    """Whether all may see it is decided when it is deferred."""
    room.core.gate.clear()
    async with room.open():
        asked = await room.discord.slash("banquet_admin note", {"text": "x"}, permissions=MANAGER)
        await room.clock.until_asleep(1.5)
        room.clock.move(1.5)
        await asked.until(lambda: asked.answers)
        room.core.gate.set()
        assert (await asked.answered()).ephemeral


async def test_a_private_error_after_a_public_deferring_stays_readable(room: Room) -> None:
    """An error cannot become private any more; it must not stay “thinking” either."""
    room.core.gate.clear()
    room.core.says = lambda _: Reply("No such stock.", private=True)
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "nothing"})
        await room.clock.until_asleep(1.5)
        room.clock.move(1.5)
        await asked.until(lambda: asked.answers)
        room.core.gate.set()
        answer = await asked.answered()
    assert (answer.ephemeral, answer.embeds[0]["title"]) == (False, "No such stock.")


async def test_a_quick_error_is_private(room: Room) -> None:
    """An error that comes at once bothers nobody else."""
    room.core.says = lambda _: Reply("No such stock.", private=True)
    async with room.open():
        answer = await (await room.discord.slash("move", {"instruments": "x"})).answered()
    assert answer.ephemeral


async def test_silence_of_the_core_is_put_into_words(room: Room) -> None:
    """Discord shows a failure where nothing comes, so a sentence comes."""
    room.core.says = lambda _: None
    async with room.open():
        answer = await (await room.discord.slash("move", {"instruments": "x"})).answered()
    assert (answer.ephemeral, answer.content) == (True, "這裡沒有對應的回答。")


def _broken(_: object) -> Reply:
    """Fail as a bug does."""
    raise ZeroDivisionError("secret detail")


@pytest.mark.parametrize("slow", [False, True])
async def test_a_bug_ends_in_a_sentence(
    room: Room, caplog: pytest.LogCaptureFixture, *, slow: bool
) -> None:
    """No failure leaves “thinking…” behind, and its text stays in the log."""
    room.core.says = _broken
    if slow:
        room.core.gate.clear()
    async with room.open():
        asked = await room.discord.slash(
            "move", {"instruments": "x"}, who=EVE, place=ENGLISH_SERVER
        )
        if slow:
            await room.clock.until_asleep(1.5)
            room.clock.move(1.5)
            await asked.until(lambda: asked.answers)
            room.core.gate.set()
        answer = await asked.answered()
    assert answer.content.startswith("Something went wrong on our side")
    assert "secret detail" in caplog.text


async def test_an_interaction_that_died_gets_nothing_more(room: Room) -> None:
    """After three seconds Discord has forgotten it: one refused call, no other try."""
    room.core.gate.clear()
    async with room.open():
        await room.discord.slash("move", {"instruments": "x"})
        await room.clock.until_asleep(1.5)
        room.clock.move(3.5)
        refusal = await room.discord.ledger.refusal()
        room.core.gate.set()
        quick = await room.discord.slash("move", {"instruments": "y"})
        await quick.answered()
    assert refusal.body == {"type": 5}
    assert len(room.discord.ledger.refused()) == 1


async def test_a_restart_tells_those_who_wait(room: Room) -> None:
    """An answer that is not there in time when the program stops becomes a sentence."""
    room.core.gate.clear()
    async with room.open() as running:
        asked = await room.discord.slash("move", {"instruments": "x"})
        await room.clock.until_asleep(1.5)
        room.clock.move(1.5)
        await asked.until(lambda: asked.answers)
        running.cancel()
        await room.clock.until_asleep(5.0)
        room.clock.move(5.0)
        answer = await asked.answered()
    assert answer.content.startswith("開宴正在重新啟動")


async def test_an_answer_leaves_without_buttons_when_they_cannot_be_kept(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """A busy store costs the buttons, not the answer."""
    room.core.says = lambda _: Reply("figures", buttons=((Button("next", "/move 2317"),),))
    room.buttons.failure = StoreBusy()
    async with room.open():
        answer = await (await room.discord.slash("move", {"instruments": "x"})).answered()
    assert (answer.embeds[0]["title"], answer.rows) == ("figures", [])
    assert "StoreBusy" in caplog.text


async def test_bots_are_not_answered(room: Room) -> None:
    """Another bot gets no answer, so that two bots never talk to each other."""
    async with room.open():
        await room.discord.slash("move", {"instruments": "x"}, who=ROBOT)
        await (await room.discord.slash("move", {"instruments": "y"}, who=ALICE)).answered()
    assert [request.principal.id for request in room.core.asked] == [ALICE.id]


@pytest.mark.parametrize(
    ("place", "permissions", "admin"),
    [
        (SERVER, MANAGER, True),
        (SERVER, 1 << 3, True),
        (SERVER, 0, False),
        (OWN_APP, MANAGER, False),
        (DIRECT, 0, None),
        (AMONG_PEOPLE, 0, False),
    ],
)
async def test_an_admin_is_who_may_manage_the_server(
    room: Room, place: Place, permissions: int, *, admin: bool | None
) -> None:
    """Only the permissions that Discord computed count, and only where the bot is installed."""
    async with room.open():
        asked = await room.discord.slash(
            "move", {"instruments": "x"}, place=place, permissions=permissions
        )
        await asked.answered()
    request = room.core.asked[0]
    assert (request.principal.admin, request.addressed) == (admin, True)
    assert request.chat.id == (place.guild or place.channel)
    assert request.chat.kind is (ChatKind.PRIVATE if place is DIRECT else ChatKind.GROUP)


@pytest.mark.parametrize(
    ("who", "place", "line", "hint"),
    [
        (ALICE, SERVER, "move", "zh-TW"),
        (EVE, SERVER, "move", "zh-TW"),
        (EVE, SERVER, "banquet help", "en"),
        (ALICE, ENGLISH_SERVER, "move", "zh-TW"),
        (EVE, ENGLISH_SERVER, "move", "en"),
        (Person(15, "li", "zh-CN"), DIRECT, "move", "zh-TW"),
        (Person(16, "yuki", "ja"), DIRECT, "move", "en"),
    ],
)
async def test_the_hint_follows_who_reads(
    room: Room, who: Person, place: Place, line: str, hint: str
) -> None:
    """Public answers follow a Chinese server, all others the asker."""
    values = {"instruments": "x"} if line == "move" else {}
    async with room.open():
        await (await room.discord.slash(line, values, who=who, place=place)).answered()
    assert room.core.asked[0].language == hint


async def test_a_file_follows_the_answer(room: Room) -> None:
    """It is a message of its own, seen by whom the answer is seen by."""
    file = Attachment("2330.csv", "date,close\n")
    room.core.says = lambda _: Reply("rows", attachments=(file,))
    async with room.open():
        asked = await room.discord.slash("move", {"instruments": "2330"})
        followed = await asked.followed()
    assert asked.original
    assert asked.original.embeds[0]["title"] == "rows"
    assert (followed.files, followed.ephemeral) == ({"2330.csv": b"date,close\n"}, False)
