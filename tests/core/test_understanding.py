"""When the bot is meant: groups are other people's rooms."""

import pytest

from tests.fakes import MEMBER, Table
from tests.telling import fault_of, told


@pytest.mark.parametrize(
    "line",
    [
        "good morning",
        "2330",
        "台積電 2/3",
        "move 2330 2025-02-03",
        "/start",
        "/help",
        "/START",
        "/foo",
        "/mvoe 2330",
        "/settings",
        "/",
        "",
    ],
)
async def test_a_group_is_left_in_peace(line: str) -> None:
    """Talk, bare codes, generic words and unknown commands get no answer in a group."""
    assert await Table().in_group(line) is None


@pytest.mark.parametrize("line", ["/move 2330 2025-02-03", "/dinnerlist 2025-02-03", "/about"])
async def test_a_command_of_ours_is_answered(line: str) -> None:
    """A command that only this bot has needs no address."""
    reply = await Table().in_group(line)
    assert reply is not None
    assert reply.ok


@pytest.mark.parametrize(
    "line", ["2330 2025-02-03", "台積電 2025-02-03", "漲跌 2330 2025-02-03", "/start", "/help"]
)
async def test_whoever_addresses_the_bot_is_answered(line: str) -> None:
    """A mention or a reply makes bare lines and generic words questions."""
    reply = await Table().in_group(line, addressed=True)
    assert reply is not None
    assert reply.ok


@pytest.mark.parametrize("line", ["/foo", "/mvoe 2330", "hello there", "ttmc", "謝謝"])
async def test_groups_get_no_guesses(line: str) -> None:
    """What is not understood in a group is let be, even after a mention."""
    assert await Table().in_group(line, addressed=True) is None


async def test_a_mistake_in_a_question_is_told_in_a_group_too() -> None:
    """A bare line with a real instrument is a question, and its mistake is explained."""
    reply = await Table().in_group("2330 2025-02-01", addressed=True)
    assert reply is not None
    assert fault_of(reply).kind == "asker"
    assert reply.private


async def test_a_private_chat_guesses() -> None:
    """In private a near name is suggested, and small talk is shown what works."""
    table = Table()
    assert fault_of(await table.ask("ttmc")).hint == "Did you mean one of these?"
    assert fault_of(await table.ask("?")).hint == "These lines work:"


async def test_the_group_speaks_its_own_language() -> None:
    """What a group chose wins over the asker's hint; a new group speaks Chinese."""
    table = Table()
    reply = await table.in_group("/index 2025-02-03")
    assert reply is not None
    assert told(reply)["title"].startswith("加權指數")
    table.admins.ids.add(MEMBER.id)
    await table.in_group("/lang en")
    reply = await table.in_group("/index 2025-02-03")
    assert reply is not None
    assert told(reply)["title"].startswith("TAIEX")
