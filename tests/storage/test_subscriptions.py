"""Standing orders: kept once, found by their own chat alone, and nothing is sent after the end."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from sqlalchemy import insert

from bot.core.audit import Entry
from bot.core.order_records import from_record, recorded
from bot.core.planning import Plan
from bot.core.principals import Chat, ChatKind
from bot.core.subscriptions import Days, Form, Occurrence, Pause, Schedule, Subscription
from storage.store import Store
from storage.tables import metadata
from tests.fakes import TODAY, FakeClock
from tests.storage.rows import BY, select

GROUP = Chat("telegram", -(2**53) - 1, ChatKind.GROUP, 7)
ORDER = Subscription(
    0, GROUP, "/digest", Schedule(Days.SESSIONS, time(14, 45)), made_by=5, made_at=TODAY,
    next=Occurrence(date(2025, 2, 3), TODAY + timedelta(days=1)), moved=Decimal("3.5"),
)  # fmt: skip


async def test_an_order_comes_back_as_it_was_put(store: Store) -> None:
    """Big ids, decimals, times and topics are kept exactly."""
    kept, new = await store.subscriptions.add(ORDER, BY)
    assert new
    assert kept == replace(ORDER, id=kept.id)
    assert await store.subscriptions.of(Chat("telegram", GROUP.id)) == [kept]
    assert await store.subscriptions.find(GROUP, kept.id) == kept


async def test_the_same_order_again_is_the_same(store: Store) -> None:
    """Line, time, chat and topic make an order; another topic is another one."""
    first, _ = await store.subscriptions.add(ORDER, BY)
    again, new = await store.subscriptions.add(replace(ORDER, silent=False), BY)
    assert (again, new) == (first, False)
    other, new = await store.subscriptions.add(replace(ORDER, chat=replace(GROUP, topic=None)), BY)
    assert new
    assert other.id != first.id


async def test_another_chat_neither_sees_nor_changes_it(store: Store) -> None:
    """A number alone opens nothing."""
    kept, _ = await store.subscriptions.add(ORDER, BY)
    for stranger in (Chat("telegram", 1), Chat("discord", GROUP.id)):
        assert await store.subscriptions.find(stranger, kept.id) is None
        assert not await store.subscriptions.change(replace(kept, chat=stranger, silent=False), BY)
        assert await store.subscriptions.remove(stranger, [kept.id], BY) == 0
    assert await store.subscriptions.find(GROUP, kept.id) == kept
    assert await store.subscriptions.find(GROUP, 2**70) is None


async def test_a_change_is_kept_and_a_twin_refused(store: Store) -> None:
    """An order keeps its number when its time changes."""
    one, _ = await store.subscriptions.add(ORDER, BY)
    late = replace(ORDER, schedule=Schedule(Days.WEEKLY, time(20), "America/New_York", 5))
    two, _ = await store.subscriptions.add(late, BY)
    changed = replace(one, form=Form.CARD, pause=Pause.ASKED, next=None)
    assert await store.subscriptions.change(changed, BY)
    assert await store.subscriptions.find(GROUP, one.id) == changed
    assert not await store.subscriptions.change(replace(two, schedule=one.schedule), BY)
    assert await store.subscriptions.find(GROUP, two.id) == two


async def test_what_is_removed_is_not_sent(store: Store, clock: FakeClock) -> None:
    """Messages that wait go with the order; those in flight come back to their row."""
    order = replace(ORDER, next=Occurrence(date(2025, 2, 3), TODAY))
    kept, _ = await store.subscriptions.add(order, BY)
    (variant,) = await store.planning.due(clock.now())
    await store.planning.carry_out([Plan(variant, None, ({"text": "x"},))], {"telegram": "t:1"})
    assert await store.subscriptions.remove(GROUP, [kept.id], BY) == 1
    rows = await select(store, "SELECT state, reason FROM outbox")
    assert [tuple(row) for row in rows] == [("dead", "unsubscribed")]
    assert await store.subscriptions.of(GROUP) == []


async def test_options_make_a_variant_of_their_own(store: Store) -> None:
    """The database derives it, so no writer can forget to."""
    table = metadata.tables["subscriptions"]
    assert insert(table).table.c.variant.computed is not None
    await store.subscriptions.add(ORDER, BY)
    await store.subscriptions.add(replace(ORDER, line="/digest week"), BY)
    rows = await select(store, "SELECT COUNT(DISTINCT variant) FROM subscriptions")
    assert [tuple(row) for row in rows] == [(2,)]


async def test_each_change_is_recorded_with_it(store: Store) -> None:
    """Who, old and new; what changes nothing, or comes to nothing, leaves no entry."""
    kept, _ = await store.subscriptions.add(ORDER, BY)
    await store.subscriptions.add(ORDER, BY)
    late = replace(kept, schedule=replace(kept.schedule, at=time(16, 20)))
    await store.subscriptions.change(late, BY)
    await store.subscriptions.change(replace(late, next=None), BY)
    await store.subscriptions.remove(replace(GROUP, id=1), [kept.id], BY)
    await store.subscriptions.remove(GROUP, [kept.id], BY)
    told = [replace(one, id=0) for one in await store.audit.entries(GROUP, 9)]
    what, first, second = f"subscription:{kept.id}", recorded(kept), recorded(late)
    entry = Entry(0, GROUP, BY.key, BY.at, what, second, None)
    assert told == [
        entry,
        replace(entry, old=first, new=second),
        replace(entry, old=None, new=first),
    ]
    assert from_record(GROUP, kept.id, first) == replace(kept, next=None, made_by=0, made_at=None)
