"""`/log` and `/undo` over the real tables: every kind of change is told and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.principals import Chat, ChatKind
from storage.store import Store
from tests.fakes import FakeClock
from tests.storage.rows import select
from tests.storage.served import GROUP, Served
from tests.telling import fault_of, lines_of, text_of

TOPIC = replace(GROUP, topic=7)
STATE = {
    "chats": "SELECT settings, own FROM chats ORDER BY platform, id",
    "topic_settings": "SELECT topic, settings FROM topic_settings",
    "subscriptions": "SELECT id, line, at, days, silent, pause, next_at FROM subscriptions",
    "editors": "SELECT person FROM editors",
    "baskets": "SELECT name, title FROM baskets",
    "members": "SELECT code, since, until, weight, place FROM basket_members ORDER BY place",
}


async def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return what holds in every chat, without versions and dates of change."""
    return {name: list(await select(store, sql)) for name, sql in STATE.items()}


@pytest.fixture
def served(store: Store, clock: FakeClock) -> Served:
    """Return a core over the store."""
    return Served(store, clock)


CHANGES = [
    ("", "/settings colors green_up", "Colours: default → green up, red down"),
    ("/settings colors green_up", "/settings colors default", "→ default"),
    ("", "/settings pictures off topic", "Pictures: default → off (topic 7)"),
    ("", "/subscribe 14:45 /digest", "Subscription #1: none → /digest, every trading day at 14:45"),
    ("/subscribe 14:45 /digest", "/unsubscribe all", "sound as in /settings → none"),
    ("/subscribe 14:45 /digest", "/subscriptions 1 sound", "sound as in /settings → /digest"),
    ("/subscribe 14:45 /digest", "/subscriptions 1 pause", "sound as in /settings, paused"),
    (
        "/subscribe 14:45 /digest",
        "/subscriptions 1 time 16:20",
        "at 14:45, sound as in /settings → /digest",
    ),
    ("", "/editors add 50", "50 is an editor now."),
    ("/editors add 50", "/editors remove 50", "50 is no editor any more."),
    ("", "/basket new ours 2330 2317", "Basket ours: none → 2 members"),
    ("/basket new ours 2330 2317", "/basket add ours 2382", "Basket ours: +2382"),
    ("/basket new ours 2330 2317", "/basket remove ours 2317", "Basket ours: -2317"),
    ("/basket new ours 2330 2317", "/basket rename ours mine", "Basket ours: ours → mine"),
    ("/basket new ours 2330 2317", "/basket delete ours yes", "Basket ours: 2 members → none"),
]


@pytest.mark.parametrize(("first", "change", "told"), CHANGES)
async def test_a_change_is_told_and_taken_back_and_brought_back(
    served: Served, first: str, change: str, told: str
) -> None:
    """To the very rows that were there before; the button carries the change's number."""
    if first:
        assert (await served.ask(first, chat=TOPIC)).ok
    before = await state(served.store)
    assert (await served.ask(change, chat=TOPIC)).ok
    after = await state(served.store)
    assert told in text_of(await served.ask("/log"))
    asked = await served.ask("/undo")
    assert told in text_of(asked)
    assert await state(served.store) == after
    done = await served.ask(lines_of(asked)[0])
    assert done.ok
    assert _without_empty(await state(served.store)) == _without_empty(before)
    again = await served.ask(lines_of(done)[0])
    assert again.ok
    assert await state(served.store) == after


def _without_empty(
    held: dict[str, list[tuple[object, ...]]],
) -> dict[str, list[tuple[object, ...]]]:
    """Leave rows out that say nothing: a chat that chose nothing may have one."""
    return {name: [row for row in rows if any(row[1:])] for name, rows in held.items()}


async def test_undo_goes_back_step_by_step(served: Served) -> None:
    """What an undo did is not offered, but the change before it; then there is nothing left."""
    for line in ("/settings colors green_up", "/settings pictures off", "/editors add 50"):
        await served.ask(line)
    undone = []
    for _ in range(3):
        asked = await served.ask("/undo")
        undone.append(lines_of(asked)[0])
        assert (await served.ask(lines_of(asked)[0])).ok
    assert undone == ["/undo 3", "/undo 2", "/undo 1"]
    assert "nothing to take back" in fault_of(await served.ask("/undo")).message
    log = text_of(await served.ask("/log"))
    assert log.count("↩") == 7


async def test_what_moved_on_is_left_alone(served: Served) -> None:
    """An older button after a newer change of the same thing changes nothing, not even the log."""
    await served.ask("/settings colors green_up")
    await served.ask("/subscribe 14:45 /digest")
    await served.ask("/settings colors color_blind")
    await served.ask("/subscriptions 1 sound")
    before = await state(served.store)
    for number in (1, 2):
        refused = await served.ask(f"/undo {number}")
        assert "changed again since" in fault_of(refused).message
    assert await state(served.store) == before
    assert len(await served.store.audit.entries(GROUP, 99)) == 4


async def test_a_press_twice_takes_back_once(served: Served) -> None:
    """The second press finds another state."""
    await served.ask("/settings colors green_up")
    assert (await served.ask("/undo 1")).ok
    assert fault_of(await served.ask("/undo 1")).kind == "asker"


async def test_a_name_that_was_taken_meanwhile_stays(served: Served) -> None:
    """A deleted basket does not come back over a new one of its name."""
    await served.ask("/basket new ours 2330")
    await served.ask("/basket delete ours yes")
    await served.ask("/basket new ours 2317")
    assert "changed again since" in fault_of(await served.ask("/undo 2")).message
    assert [row[0] for row in await select(served.store, STATE["members"])] == ["2317"]


async def test_another_chat_sees_and_undoes_nothing_of_it(served: Served) -> None:
    """The number of a change opens nothing elsewhere."""
    await served.ask("/settings colors green_up")
    other = Chat("telegram", -5, ChatKind.GROUP)
    assert "Nothing was changed yet" in text_of(await served.ask("/log", chat=other))
    assert fault_of(await served.ask("/undo 1", chat=other)).kind == "asker"
    assert (await served.ask("/undo")).ok


async def test_a_change_can_be_taken_back_for_a_day(served: Served) -> None:
    """Not a second longer."""
    await served.ask("/settings colors green_up")
    served.clock.at += timedelta(days=1)
    assert (await served.ask("/undo")).ok
    served.clock.at += timedelta(seconds=1)
    assert "nothing to take back" in fault_of(await served.ask("/undo")).message
    assert "nothing to take back" in fault_of(await served.ask("/undo 1")).message


async def test_the_log_turns_its_pages(served: Served) -> None:
    """Newest first, each change once, in the chat's own time zone."""
    for zone in ("Asia/Tokyo", "America/New_York"):
        await served.ask(f"/settings zone {zone}")
    page = await served.ask("/log 1")
    assert "11-23 02:00 · 99 · Time zone" in text_of(page)
    assert "Asia/Tokyo → New York" in text_of(page)
    older = await served.ask(lines_of(page)[0])
    assert older.summary["changes"] == [1]
    assert lines_of(older) == ["/undo"]


async def test_the_operators_log_is_for_owners(served: Served) -> None:
    """What holds in all chats is told and taken back by who runs this Banquet, in private."""
    assert fault_of(await served.ask("/log operator", who=1)).kind == "asker"
    assert fault_of(await served.alone("/log operator", who=5)).kind == "asker"
    assert fault_of(await served.alone("/undo operator", who=5)).kind == "asker"
    assert (await served.alone("/log operator")).ok
