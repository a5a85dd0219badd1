"""A group set up from the private chat: by a link that works once, with the rights of the group."""

from dataclasses import replace

import pytest

from bot.core.principals import Chat, Principal
from bot.core.replies import Button, Reply
from bot.core.requests import Request
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, MEMBER, Table

ADMIN = Principal("telegram", 99)
HOME = Chat("telegram", 99)
FOR = f"/for {GROUP.id}"


def table() -> Table:
    """Return a Banquet in a group with an admin."""
    return Table(admins=FakeAdmins({ADMIN.id}))


async def ask(one: Table, line: str, who: Principal = ADMIN, chat: Chat = HOME) -> Reply:
    """Write a line, in English."""
    now = one.clock.now()
    request = Request(chat, who, line, now, addressed=True, speak="en", links=True)
    reply = await one.core.answer(request)
    assert reply is not None
    return reply


async def ticket(one: Table) -> str:
    """Return what the link of a fresh panel carries."""
    panel = await ask(one, "/settings", chat=GROUP)
    (button,) = [b for row in panel.buttons for b in row if b.start]
    return button.start


async def test_the_link_opens_the_groups_panel() -> None:
    """Every button of it acts on the group, as long as the presser is its admin."""
    one = table()
    panel = await ask(one, f"/start {await ticket(one)}")
    assert panel.title == "Settings of this chat"
    lines = [button.line for row in panel.buttons for button in row]
    assert all(line.startswith(f"{FOR} /") for line in lines)
    page = await ask(one, next(line for line in lines if line.endswith("/settings colors")))
    green = next(b.line for row in page.buttons for b in row if "green up" in b.label)
    assert (await ask(one, green)).ok
    assert (await one.chats.layers(GROUP)).chat.values == {"colors": "green_up"}
    assert (await one.chats.layers(HOME)).chat.values == {}


async def test_a_link_works_once_for_whom_it_was_made() -> None:
    """Not twice, not for another person, not after ten minutes, not in the group, not guessed."""
    one = table()
    used = await ticket(one)
    assert (await ask(one, f"/start {used}")).ok
    other, late = await ticket(one), await ticket(one)
    assert not (await ask(one, f"/start {used}")).ok
    assert not (await ask(one, f"/start {other}", MEMBER, replace(HOME, id=7))).ok
    assert not (await ask(one, f"/start {'x' * 32}")).ok
    one.clock.pass_time(600)
    assert not (await ask(one, f"/start {late}")).ok


@pytest.mark.parametrize(
    "line", ["/settings colors green_up", "/subscribe close", "/basket new ours 2330",
             "/settings reset yes", "/forget yes", "/editors add 7"],
)  # fmt: skip
async def test_from_afar_the_groups_own_rights_count(line: str) -> None:
    """A member is refused, an admin may; who was one a minute ago is out."""
    one = table()
    assert not (await ask(one, f"{FOR} {line}", MEMBER, replace(HOME, id=7))).ok
    assert one.chats.audit.held == []
    one.admins.ids.clear()
    one.clock.pass_time(60)
    assert not (await ask(one, f"{FOR} {line}")).ok
    one.admins.reachable = False
    one.clock.pass_time(60)
    assert not (await ask(one, f"{FOR} {line}")).ok
    assert (one.chats.chosen, one.own_baskets.held) == ({}, {})


@pytest.mark.parametrize("line", ["/move 2330", "/start", "/for -5 /settings", "/broadcast x"])
async def test_only_settings_are_run_from_afar(line: str) -> None:
    """Anything else opens the panel, for whom may see it."""
    one = table()
    assert (await ask(one, f"{FOR} {line}")).title == "Settings of this chat"
    assert not (await ask(one, f"{FOR} {line}", MEMBER, replace(HOME, id=7))).ok


async def test_in_a_group_the_prefix_means_nothing() -> None:
    """Nobody acts on one group from another."""
    one = table()
    now = one.clock.now()
    request = Request(GROUP, ADMIN, "/for -5 /settings colors green_up", now, addressed=True)
    assert await one.core.answer(request) is None
    assert one.chats.chosen == {}


async def test_the_same_question_is_answered_once_a_minute() -> None:
    """In groups; the second asker is led to the first answer."""
    one = table()

    async def typed(line: str, name: str, who: Principal = MEMBER) -> Reply:
        """Write a line that the door knows by a name."""
        request = Request(GROUP, who, line, one.clock.now(), addressed=True, id=name, speak="en")
        reply = await one.core.answer(request)
        assert reply is not None
        return reply

    first = await typed("/index 2025-02-03", "u1")
    again = await typed("/INDEX 2025-02-03", "u2", ADMIN)
    assert (first.refers_to, again.refers_to, again.figures) == (None, "u1", ())
    assert (await typed("/index 2025-01-22", "u3")).figures
    one.clock.pass_time(60)
    assert (await typed("/index 2025-02-03", "u4")).figures
    assert Button("a", "b").start == ""
