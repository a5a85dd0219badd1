"""What the operator decides for all chats: kept, recorded under the operator, lifted again."""

from dataclasses import replace

from bot.core.audit import Author
from bot.core.bans import Ban, Banned, Bans
from bot.core.notice_board import Notice, NoticeBoard
from bot.core.principals import Chat, ChatKind, Principal
from bot.core.settings import OPERATOR
from storage.store import Store
from tests.fakes import TODAY, FakeClock

OWNER = Author("telegram:1", TODAY)
SPAMMER = Ban(Banned.PERSON, "telegram", 666, "垃圾訊息", TODAY)
GROUP = Chat("telegram", -5, ChatKind.GROUP, 3)


async def test_a_ban_holds_for_its_person_or_chat_alone(store: Store, clock: FakeClock) -> None:
    """The same number on another platform, or of another kind, is somebody else."""
    bans = Bans(store.bans, clock)
    assert await bans.add(SPAMMER, OWNER)
    assert not await bans.add(replace(SPAMMER, reason="again"), OWNER)
    assert await bans.add(Ban(Banned.CHAT, "telegram", -5, "", TODAY), OWNER)
    elsewhere, other = Chat("telegram", 9), Principal("telegram", 7)
    assert await bans.has(elsewhere, Principal("telegram", 666))
    assert await bans.has(GROUP, other)
    assert not await bans.has(elsewhere, other)
    assert not await bans.has(Chat("discord", -5), Principal("discord", 666))
    assert not await bans.has(Chat("telegram", 666), other)
    assert [ban.whom for ban in await bans.all()] == [("chat", "telegram", -5), SPAMMER.whom]


async def test_another_process_learns_of_a_ban_within_seconds(
    store: Store, clock: FakeClock
) -> None:
    """What was looked up is believed for five seconds."""
    here, there = Bans(store.bans, clock), Bans(store.bans, clock)
    spammer, chat = Principal("telegram", 666), Chat("telegram", 666)
    assert not await there.has(chat, spammer)
    await here.add(SPAMMER, OWNER)
    assert await here.has(chat, spammer)
    assert not await there.has(chat, spammer)
    clock.pass_time(5)
    assert await there.has(chat, spammer)
    assert await there.remove(SPAMMER, OWNER)
    assert not await there.has(chat, spammer)
    assert not await there.remove(SPAMMER, OWNER)


async def test_bans_and_notices_are_recorded_under_the_operator(
    store: Store, clock: FakeClock
) -> None:
    """Who, what, old and new; what changes nothing leaves no entry."""
    await store.bans.add(SPAMMER, OWNER)
    await store.bans.add(SPAMMER, OWNER)
    await store.bans.remove(SPAMMER, OWNER)
    board = NoticeBoard(store.notices, clock)
    await board.put(Notice.INCIDENT, "慢", OWNER)
    await board.put(Notice.INCIDENT, None, OWNER)
    await board.put(Notice.INCIDENT, None, OWNER)
    told = [
        (one.author, one.what, one.old, one.new) for one in await store.audit.entries(OPERATOR, 9)
    ]
    assert told == [
        ("telegram:1", "notice:incident", '"慢"', None),
        ("telegram:1", "notice:incident", None, '"慢"'),
        ("telegram:1", "ban:person:telegram:666", '"垃圾訊息"', None),
        ("telegram:1", "ban:person:telegram:666", None, '"垃圾訊息"'),
    ]


async def test_a_notice_hangs_until_it_is_taken_down(store: Store, clock: FakeClock) -> None:
    """Maintenance may have no words; another process sees it within seconds."""
    here, there = NoticeBoard(store.notices, clock), NoticeBoard(store.notices, clock)
    assert await there.maintenance() is None
    await here.put(Notice.MAINTENANCE, "", OWNER)
    assert (await here.maintenance(), await here.incident()) == ("", None)
    assert await there.maintenance() is None
    clock.pass_time(5)
    assert await there.maintenance() == ""
    await there.put(Notice.MAINTENANCE, None, OWNER)
    assert await there.maintenance() is None
