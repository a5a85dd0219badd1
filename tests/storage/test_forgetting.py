"""A chat that wants to be forgotten leaves no trace, in any table or file; others keep theirs."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from bot.core.chat_life import Forgotten
from bot.core.planning import Plan
from bot.core.ports import Arrival, Handled, StoredButton
from bot.core.principals import Chat, ChatKind
from bot.core.sending import Part
from bot.core.subscriptions import Days, Occurrence, Schedule, Subscription
from storage.forgetting import SETTLING, finish_forgetting
from storage.store import Store
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BOT, BY, outcome, select, states

OLD, NUMBER, OTHER = -4001234, -1002223334445, 77001
GROUP = Chat("telegram", NUMBER, ChatKind.GROUP)
CANARY = "canary-in-a-coal-mine"
ORDER = Subscription(
    0, GROUP, f"/{CANARY}", Schedule(Days.SESSIONS, time(14, 45)), made_at=TODAY, made_by=OTHER,
    next=Occurrence(date(2026, 11, 23), TODAY),
)  # fmt: skip


def _part(key: str, chat: int, words: str) -> Part:
    """Return a message."""
    return Part(key, BOT, chat, "sendMessage", {"text": words}, {"chat_id": chat})


def _update(number: int, chat: int, words: str) -> Arrival:
    """Return an update as it is kept."""
    payload = f'{{"update_id": {number}, "chat": {{"id": {chat}}}, "text": "{words}"}}'
    return Arrival(number, payload, TODAY)


async def _fill(store: Store, clock: FakeClock) -> None:
    """Leave traces of the chat everywhere, and a few of another one."""
    here, there = StoredButton("v1.a", f"/{CANARY}", "telegram", NUMBER, None, TODAY), _update(
        2, OTHER, "other"
    )  # fmt: skip
    await store.chats.set_language(GROUP, "en", TODAY)
    await store.chats.set_language(Chat("telegram", OTHER), "en", TODAY)
    order, _ = await store.subscriptions.add(ORDER, BY)
    await store.subscriptions.add(replace(ORDER, chat=Chat("telegram", OTHER), line="/digest"), BY)
    await store.inbox.keep(BOT, [_update(1, NUMBER, CANARY), there])
    parts = [
        _part("sent", NUMBER, CANARY),
        _part("both", NUMBER, "same"),
        _part("o", OTHER, "same"),
    ]
    await store.inbox.settle(BOT, [Handled(1, parts, [here]), Handled(2)])
    claimed = await store.outbox.turn(BOT, [], 9, clock.now())
    await store.outbox.turn(BOT, [outcome(one) for one in claimed], 0, clock.now())
    await store.outbox.add([_part("waits", NUMBER, f"{CANARY} waits")])
    await store.chat_life.moved("telegram", OLD, NUMBER, TODAY)
    tables = metadata.tables

    def leave(connection: Connection) -> None:
        """Leave what no port writes here."""
        connection.execute(insert(tables["gates"]).values(bot=BOT, chat=NUMBER))
        connection.execute(
            insert(tables["skips"]).values(
                subscription=order.id, day=date(2026, 11, 20), reason=CANARY, at=TODAY
            )
        )

    await store.database.write(leave)


async def _traces(store: Store) -> list[str]:
    """Name every table with a row that shows the canary or an id of the chat."""
    marks, found = (CANARY, str(NUMBER), str(OLD)), []
    for name in metadata.tables:
        rows = await select(store, f"SELECT * FROM {name}")  # noqa: S608 - our own tables
        found += [name for row in rows if any(mark in str(row) for mark in marks)]
    return found


def _bytes_in(folder: Path) -> bytes:
    """Return whatever the files of a folder hold."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_nothing_is_left(store: Store, clock: FakeClock, tmp_path: Path) -> None:
    """Not in a table, and on SQLite not in a byte of any file, after the answer is sent (E16)."""
    await _fill(store, clock)
    assert set(await _traces(store)) == {
        "chats", "subscriptions", "skips", "outbox", "content", "buttons", "inbox", "gates",
        "chat_aliases", "audit",
    }  # fmt: skip
    await store.inbox.keep(BOT, [_update(3, NUMBER, "/forget yes")])
    gone = await store.chat_life.forget(GROUP, 0, clock.now())
    assert gone == Forgotten(
        settings=1, subscriptions=1, messages=3, buttons=1, updates=1, changes=1
    )
    await store.inbox.settle(BOT, [Handled(3, [_part("ack", NUMBER, "deleted")])])
    assert await states(store) == {"o": "sent", "ack": "pending"}
    [ack] = await store.outbox.turn(BOT, [], 9, clock.now())
    clock.pass_time(1)
    assert await finish_forgetting(store.database, clock.now()) == 0
    await store.outbox.turn(BOT, [outcome(ack)], 0, clock.now())
    clock.pass_time(SETTLING.total_seconds() + 1)
    assert await finish_forgetting(store.database, clock.now()) == 1
    assert await _traces(store) == []
    await store.close()
    assert not any(mark in _bytes_in(tmp_path) for mark in (CANARY.encode(), str(NUMBER).encode()))


async def test_others_keep_theirs(store: Store, clock: FakeClock) -> None:
    """Settings, orders, and a message that was sent to both."""
    await _fill(store, clock)
    await store.chat_life.forget(GROUP, 0, clock.now())
    other = Chat("telegram", OTHER)
    assert await store.chats.language(other) == "en"
    assert len(await store.subscriptions.of(other)) == 1
    assert await select(store, "SELECT body FROM content") == [('{"text":"same"}',)]
    payloads = await select(store, "SELECT payload FROM inbox ORDER BY id")
    assert payloads == [("{}",), (_update(2, OTHER, "other").payload,)]


async def test_an_update_is_not_dealt_with_again(store: Store, clock: FakeClock) -> None:
    """Its number outlives its text."""
    await _fill(store, clock)
    await store.chat_life.forget(GROUP, 0, clock.now())
    assert await store.inbox.keep(BOT, [_update(1, NUMBER, CANARY)]) == 0
    assert await store.inbox.waiting(BOT, 9) == []


async def test_a_person_is_no_longer_named_elsewhere(store: Store, clock: FakeClock) -> None:
    """Who forgets in private is nobody in the orders and buttons of groups."""
    await _fill(store, clock)
    mine = StoredButton("v1.b", "/help", "telegram", NUMBER, OTHER, TODAY)
    await store.buttons.keep([mine])
    await store.chat_life.forget(Chat("telegram", OTHER), OTHER, clock.now())
    assert [one.made_by for one in await store.subscriptions.of(GROUP)] == [0]
    assert await store.buttons.find("v1.b") is None
    assert await store.buttons.find("v1.a") is not None


async def test_nothing_leaves_after_it(store: Store, clock: FakeClock) -> None:
    """What is in flight, waits, or would be planned next (A27)."""
    await _fill(store, clock)
    await store.outbox.turn(BOT, [], 9, clock.now())
    await store.chat_life.forget(GROUP, 0, clock.now())
    due = await store.planning.due(clock.now())
    plans = [Plan(one, None, [{"text": "digest"}]) for one in due]
    await store.planning.carry_out(plans, {"telegram": BOT})
    clock.pass_time(3600)
    left = await store.outbox.turn(BOT, [], 9, clock.now())
    assert {one.part.chat for one in left} == {OTHER}


async def test_forgetting_twice_is_forgetting(store: Store, clock: FakeClock) -> None:
    """A press that is dealt with again deletes nothing more; later settings stay."""
    await _fill(store, clock)
    await store.chat_life.forget(GROUP, 0, clock.now())
    assert await store.chat_life.forget(GROUP, 0, clock.now()) == Forgotten()
    clock.pass_time(60)
    await store.chats.set_language(GROUP, "zh-TW", clock.now())
    await finish_forgetting(store.database, clock.now() + timedelta(hours=1))
    assert await store.chats.language(GROUP) == "zh-TW"
    assert await finish_forgetting(store.database, clock.now() + timedelta(hours=1)) == 0
