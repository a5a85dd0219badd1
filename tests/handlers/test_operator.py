"""`/ban`, `/unban`, `/maintenance`, `/incident`: the operator's own, in private and recorded."""

import pytest

from bot.core.notice_board import Notice
from bot.core.principals import Access, Chat, Principal
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.requests import Request
from tests.fakes import GROUP, Table
from tests.telling import fault_of, lines_of, text_of

OWNER, SPAMMER = Principal("telegram", 1), Principal("telegram", 666)


def table() -> Table:
    """Return a Banquet with an owner."""
    return Table(owners=("telegram:1",))


async def ask(
    one: Table, line: str, who: Principal = OWNER, chat: Chat | None = None
) -> Reply | None:
    """Write a line, in one's private chat unless told otherwise."""
    chat = chat or Chat(who.platform, who.id)
    return await one.core.answer(Request(chat, who, line, one.clock.now(), True, speak="en"))


async def told(one: Table, line: str) -> Reply:
    """Write a line as the owner and take the answer."""
    reply = await ask(one, line)
    assert reply is not None
    return reply


async def test_who_is_banned_gets_no_answer_until_it_is_lifted() -> None:
    """In every chat, at once; the list and the answer have the way back."""
    one = table()
    assert await ask(one, "/about", SPAMMER)
    done = await told(one, "/ban person telegram:666 floods groups, twice")
    assert "floods groups" in text_of(done)
    assert await ask(one, "/about", SPAMMER) is None
    assert await ask(one, "/about", SPAMMER, GROUP) is None
    assert await ask(one, "/about", Principal("telegram", 7), GROUP)
    listed = await told(one, "/ban")
    assert lines_of(listed) == ["/unban person telegram:666"]
    assert (await told(one, lines_of(listed)[0])).ok
    assert await ask(one, "/about", SPAMMER)
    assert fault_of(await told(one, "/unban person telegram:666")).kind == "asker"
    assert "Nobody is banned" in text_of(await told(one, "/ban"))


async def test_a_banned_chat_is_silent_for_everyone_in_it() -> None:
    """Owners are heard there all the same."""
    one = table()
    assert "Banned:" in text_of(await told(one, f"/ban chat telegram:{GROUP.id}"))
    assert "Banned already" in text_of(await told(one, f"/ban chat telegram:{GROUP.id}"))
    assert await ask(one, "/about", Principal("telegram", 7), GROUP) is None
    assert await ask(one, "/about", OWNER, GROUP)


@pytest.mark.parametrize(
    "whom", ["telegram:1", "telegram", "console:0", "telegram:0", "telegram:99999999999999999999"]
)
async def test_nobody_else_can_be_banned(whom: str) -> None:
    """Owners, names, and ids that are none."""
    one = table()
    assert fault_of(await told(one, f"/ban person {whom}")).kind == "asker"
    assert one.bans.held == []


async def test_maintenance_tells_everyone_to_wait() -> None:
    """With the operator's own words as they were written; owners are answered."""
    one = table()
    assert "everyone is answered" in text_of(await told(one, "/maintenance"))
    shown = await told(one, "/maintenance on Moving, back at 18:00 (Taipei).")
    assert "Moving, back at 18:00 (Taipei)." in text_of(shown)
    asked = await ask(one, "/about", SPAMMER)
    assert asked is not None
    assert fault_of(asked).message == "Moving, back at 18:00 (Taipei)."
    assert (await told(one, "/about")).ok
    await told(one, lines_of(shown)[0])
    asked = await ask(one, "/about", SPAMMER)
    assert asked is not None
    assert asked.ok


async def test_maintenance_needs_no_words() -> None:
    """There is a sentence of ours."""
    one = table()
    assert "Banquet is being worked on." in text_of(await told(one, "/maintenance on"))
    assert one.notices.hanging == {Notice.MAINTENANCE: ""}


async def test_help_tells_owners_of_their_commands() -> None:
    """In private; nobody else sees that there are any."""
    one = table()
    names = [c.name for c in registry.commands if c.access is Access.OWNER]
    whole = text_of(await told(one, "/help"))
    assert all(f"/{name}" in whole for name in names)
    for name in names:
        assert f"/{name}" in text_of(await told(one, f"/help {name}"))
        for who, chat in ((SPAMMER, None), (OWNER, GROUP)):
            hidden = await ask(one, f"/help {name}", who, chat)
            assert hidden is not None
            assert fault_of(hidden).kind == "asker"


async def test_an_incident_is_told_and_over() -> None:
    """One sentence; a longer text is refused."""
    one = table()
    line = "/incident Figures of the TPEx are late, sorry."
    assert "Figures of the TPEx are late, sorry." in text_of(await told(one, line))
    assert fault_of(await told(one, f"/incident {'x' * 201}")).kind == "asker"
    assert one.notices.hanging == {Notice.INCIDENT: "Figures of the TPEx are late, sorry."}
    seen = [text_of(reply) for _ in range(2) if (reply := await ask(one, "/about", SPAMMER))]
    assert ["sorry." in text for text in seen] == [True, False]
    in_group = await ask(one, "/about", SPAMMER, GROUP)
    assert in_group is not None
    assert "⚠ Figures of the TPEx" in text_of(in_group)
    one.clock.pass_time(86_400)
    assert "sorry." in text_of(await told(one, "/about"))
    assert "No incident" in text_of(await told(one, "/incident off"))
    assert one.notices.hanging == {}


@pytest.mark.parametrize(
    "line", ["/ban", "/maintenance on", "/incident x", "/unban chat telegram:5"]
)
async def test_others_cannot(line: str) -> None:
    """Neither somebody else in private, nor an owner before a group's eyes."""
    one = table()
    for who, chat in ((SPAMMER, None), (OWNER, GROUP)):
        refused = await ask(one, line, who, chat)
        assert refused is not None
        assert "owners of this Banquet" in fault_of(refused).message
    assert one.notices.hanging == {}
