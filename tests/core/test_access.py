"""Who may change a chat: its admins, the owners, and nobody in doubt."""

from dataclasses import replace

import pytest

from bot.core.principals import Principal
from bot.core.requests import Request
from tests.choice_fakes import FakeAdmins
from tests.fakes import GROUP, MEMBER, PRIVATE, Table
from tests.telling import fault_of

ADMIN = Principal("telegram", 99)


def _table(*, reachable: bool = True, owners: tuple[str, ...] = ()) -> Table:
    """Return a Banquet in a group with one admin."""
    return Table(admins=FakeAdmins({ADMIN.id}, reachable), owners=owners)


async def _chooses(table: Table, principal: Principal) -> bool:
    """Tell whether a principal could choose the group's language."""
    table.chats.languages.clear()
    reply = await table.in_group("/lang en", principal)
    assert reply is not None
    assert reply.ok == (table.chats.languages == {(GROUP.platform, GROUP.id): "en"})
    return reply.ok


async def test_admins_choose_and_members_do_not() -> None:
    """A refused command changes nothing and says who may."""
    table = _table()
    assert await _chooses(table, ADMIN)
    assert not await _chooses(table, MEMBER)
    reply = await table.in_group("/lang en", MEMBER)
    assert reply is not None
    assert fault_of(reply).message == "只有本群管理員與編輯者可以使用 /lang。"
    assert fault_of(reply).hint


@pytest.mark.parametrize(("seconds", "asked"), [(0.0, 1), (59.9, 1), (60.0, 2), (3600.0, 2)])
async def test_an_admin_is_remembered_for_a_minute(seconds: float, asked: int) -> None:
    """After sixty seconds the platform is asked again."""
    table = _table()
    await _chooses(table, ADMIN)
    table.clock.pass_time(seconds)
    await _chooses(table, ADMIN)
    assert table.admins.asked == asked


async def test_a_demoted_admin_is_out_after_a_minute() -> None:
    """What the platform said counts no longer than that."""
    table = _table()
    assert await _chooses(table, ADMIN)
    table.admins.ids.clear()
    table.clock.pass_time(60)
    assert not await _chooses(table, ADMIN)


async def test_an_admin_here_is_none_there() -> None:
    """The memory of one group says nothing about another person or group."""
    table = _table()
    assert await _chooses(table, ADMIN)
    assert not await _chooses(table, Principal("telegram", 98))
    assert table.admins.asked == 2


async def test_the_update_itself_wins() -> None:
    """Where the update proves the role nobody else is asked."""
    table = _table()
    assert await _chooses(table, replace(MEMBER, admin=True))
    assert not await _chooses(table, replace(ADMIN, admin=False))
    assert table.admins.asked == 0


async def test_nobody_is_an_admin_where_it_cannot_be_known() -> None:
    """A platform out of reach closes the door, and the next try asks again."""
    table = _table(reachable=False)
    reply = await table.in_group("/lang en", ADMIN)
    assert reply is not None
    assert fault_of(reply).message == "無法確認您是不是管理員，所以沒有更動任何設定。"
    assert table.chats.languages == {}
    table.admins.reachable = True
    assert await _chooses(table, ADMIN)


async def test_a_platform_without_admins_closes_the_door() -> None:
    """A group of a platform that cannot say who its admins are is not changed."""
    table = _table()
    elsewhere = replace(GROUP, platform="discord")
    reply = await table.core.answer(Request(elsewhere, ADMIN, "/lang en", table.clock.now()))
    assert reply is not None
    assert fault_of(reply).kind == "asker"
    assert table.chats.languages == {}


async def test_owners_may_everywhere() -> None:
    """Owners come from the configuration, by platform and id."""
    table = _table(owners=("telegram:7",))
    assert await _chooses(table, MEMBER)
    assert not await _chooses(table, Principal("telegram", 8))
    assert table.admins.asked == 1


async def test_an_owner_of_one_platform_is_nobody_on_another() -> None:
    """The same number on another platform is another person."""
    assert not await _chooses(_table(owners=("discord:7",)), MEMBER)


async def test_in_private_everyone_chooses_for_themselves() -> None:
    """A private chat has no admins to ask."""
    table = _table()
    assert (await table.ask("/lang en")).ok
    assert table.chats.languages == {(PRIVATE.platform, PRIVATE.id): "en"}
    assert table.admins.asked == 0


async def test_look_ups_ask_nobody() -> None:
    """Questions are everyone's, and cost no call to the platform."""
    table = _table(reachable=False)
    reply = await table.in_group("/index 2025-02-03")
    assert reply is not None
    assert reply.ok
