"""Blocked, kicked, let in again, moved: what becomes of a chat, through both ways in."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from bot.core.principals import Chat, ChatKind
from bot.platforms.telegram.addressing import Me
from bot.platforms.telegram.events import Away, Back, Moved
from bot.platforms.telegram.gate import Ignored, Read, read_update
from tests.platforms.telegram.door import Door
from tests.standins.telegram.people import ALICE, GROUP, People
from tests.standins.telegram.refusals import JSON
from tests.standins.telegram.world import BOT, World

ME = Me(BOT["id"], BOT["username"])
PRIVATE = Chat("telegram", ALICE)
OLD, NEW = -4001234, -1002223334445


def changed(status: object, chat: JSON | None = None, **extra: Any) -> Read:
    """Read a change of the bot's own membership."""
    shown = chat or {"id": ALICE, "type": "private"}
    member = {"user": BOT, "status": status, **extra}
    return read_update({"my_chat_member": {"chat": shown, "new_chat_member": member}}, ME)


@pytest.mark.parametrize("status", ["kicked", "left"])
def test_out_is_away(status: str) -> None:
    """Blocked in private, removed from a group."""
    assert changed(status) == Away(PRIVATE, status)
    group = Chat("telegram", GROUP, ChatKind.GROUP)
    assert changed(status, {"id": GROUP, "type": "supergroup"}) == Away(group, status)


@pytest.mark.parametrize("status", ["member", "administrator", "creator"])
def test_in_is_back(status: str) -> None:
    """Let in again, or made an admin."""
    assert changed(status) == Back(PRIVATE)


@pytest.mark.parametrize(
    ("rights", "away"),
    [
        ({"is_member": True, "can_send_messages": False}, True),
        ({"is_member": False}, True),
        ({"is_member": True, "can_send_messages": True}, False),
    ],
)
def test_restricted_is_away_where_it_may_not_write(rights: JSON, *, away: bool) -> None:
    """Other restrictions leave the bot its voice."""
    assert changed("restricted", **rights) == (
        Away(PRIVATE, "restricted") if away else Back(PRIVATE)
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"chat": {"id": ALICE, "type": "private"}},
        {"chat": {"id": ALICE, "type": "private"}, "new_chat_member": "left"},
        {"chat": {"id": ALICE, "type": "private"}, "new_chat_member": {"status": ["left"]}},
        {"chat": {"id": ALICE, "type": "private"}, "new_chat_member": {"status": "guest"}},
        {"chat": {"id": -1009, "type": "channel"}, "new_chat_member": {"status": "left"}},
        {"chat": {"id": True, "type": "private"}, "new_chat_member": {"status": "left"}},
    ],
)
def test_junk_says_nothing(change: JSON) -> None:
    """Whatever its shape, an update is read without an exception."""
    assert isinstance(read_update({"my_chat_member": change}, ME), Ignored)


@pytest.mark.parametrize(
    ("chat", "fields", "move"),
    [
        (OLD, {"migrate_to_chat_id": NEW}, Moved(OLD, NEW)),
        (NEW, {"migrate_from_chat_id": OLD}, Moved(OLD, NEW)),
        (NEW, {"migrate_to_chat_id": OLD}, None),
        (OLD, {"migrate_to_chat_id": 5}, None),
        (OLD, {"migrate_to_chat_id": str(NEW)}, None),
        (OLD, {"migrate_to_chat_id": NEW, "migrate_from_chat_id": OLD}, None),
        (OLD, {"migrate_to_chat_id": NEW, "forward_date": 1}, None),
    ],
)
def test_a_move_is_from_a_group_to_a_supergroup(
    chat: int, fields: JSON, move: Moved | None
) -> None:
    """Both service messages say the same; nothing else is believed."""
    people = People(World(), datetime(2026, 1, 5, tzinfo=UTC))
    shown = people.join(chat, "supergroup" if chat == NEW else "group")
    read = read_update({"message": people.message(None, chat=shown, **fields)}, ME)
    assert read == move if move else isinstance(read, Ignored)


async def test_who_blocks_the_bot_is_let_be(door: Door) -> None:
    """The event is asked for, arrives, and is dealt with once (A13)."""
    await door.settled(door.people.membership("kicked"))
    assert door.lives.gone == {ALICE: "kicked"}
    assert door.world.ledger == []


async def test_who_comes_back_with_orders_is_greeted_once(door: Door) -> None:
    """One short message with a button that leads to the orders."""
    door.lives.resting[ALICE] = 2
    await door.settled(door.people.membership("kicked"), door.people.membership("member"))
    await door.settled(door.people.membership("member"))
    assert door.world.shown(ALICE) == ["I can write here again, so what is subscribed goes on."]
    [[button]] = door.world.ledger[0].keyboard
    assert door.inbox.buttons[button["callback_data"]].line == "/subscriptions"


async def test_who_comes_back_without_orders_is_not_spoken_to(polled: Door) -> None:
    """A chat that ordered nothing hears nothing unasked; so does one that lets the bot in."""
    await polled.settled(polled.people.membership("kicked"), polled.people.membership("member"))
    await polled.settled(polled.people.membership("member", polled.people.group))
    assert polled.world.ledger == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_signals_of_a_move_in_any_order(polled: Door, order: tuple[int, ...]) -> None:
    """Both service messages and a late question under the old id, twice over (A17)."""
    people = polled.people
    old = people.join(OLD, "group")
    polled.world.members[NEW, ALICE] = "member"
    to, since = people.upgrade(OLD, NEW)
    late = people.message("/move 2330", chat=old)
    signals = [to, since, late]
    for number in (*order, *order):
        await polled.settled(polled.world.push({"message": signals[number]}))
    assert polled.lives.names == {OLD: NEW}
    asked = [request.chat.id for request in polled.core.asked]
    assert asked[-1] == NEW
    assert asked[0] == (OLD if order[0] == 2 else NEW)
    # A reply to a message of the old group would point at another one of the new group.
    shown = [entry for entry in polled.world.ledger if entry.chat == NEW]
    assert all("reply_parameters" not in entry.parameters for entry in shown)


async def test_a_press_below_an_old_message_is_answered_in_the_new_chat(polled: Door) -> None:
    """The message itself stayed behind: the answer is a new one."""
    people, old = polled.people, polled.people.join(OLD, "group")
    await polled.settled(people.say("/move 2330", chat=old))
    shown = polled.world.ledger[-1]
    name = shown.keyboard[0][0]["callback_data"]
    to, _ = people.upgrade(OLD, NEW)
    await polled.settled(polled.world.push({"message": to}))
    stored = polled.inbox.buttons[name]
    polled.inbox.buttons[name] = type(stored)(
        stored.id, stored.line, stored.platform, NEW, stored.presser, stored.expires_at
    )
    await polled.settled(people.press(name, old, shown.message_id))
    last = polled.world.ledger[-1]
    assert (last.method, last.chat) == ("sendMessage", NEW)
    assert polled.core.effects[-1] == "move 2330 again"
