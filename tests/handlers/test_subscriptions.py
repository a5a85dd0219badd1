"""`/subscriptions`, `/unsubscribe`, `/preview`: what was ordered is changed, ended and tried."""

from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import TAIPEI
from bot.core.ordering import read_order, schedule_of
from bot.core.principals import Chat, Principal
from bot.core.registry import registry
from bot.core.subscriptions import Days, Form, Pause, Schedule, Subscription
from handlers.saying.words import order_words
from tests.fakes import PRIVATE, FakeClock, Table
from tests.telling import fault_of, labels_of, lines_of, text_of

NOW = datetime(2025, 2, 3, 10, tzinfo=TAIPEI)
STRANGER = Chat("telegram", 99)


def table() -> Table:
    """Return a Banquet on the morning of the story's day."""
    return Table(clock=FakeClock(NOW))


def put(one: Table, chat: Chat = PRIVATE, **fields: object) -> Subscription:
    """Put an order where no command made it."""
    kept = Subscription(
        len(one.subscriptions.rows) + 1, chat, "/index", Schedule(Days.SESSIONS, time(14, 45)),
        made_at=NOW,
    )  # fmt: skip
    kept = replace(kept, **fields)  # type: ignore[arg-type]  # the tests name its own fields
    one.subscriptions.rows[kept.id] = kept
    return kept


def orders(zone: str) -> st.SearchStrategy[Subscription]:
    """Return any order whose times without a zone are of the given one."""
    days = st.one_of(
        st.sampled_from([(Days.SESSIONS, 0), (Days.DAILY, 0), (Days.WEEK, 0)]),
        st.tuples(st.just(Days.WEEKLY), st.integers(1, 7)),
        st.tuples(st.just(Days.MONTHLY), st.integers(1, 31)),
    )
    times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
    zones = st.sampled_from(["Asia/Taipei", "America/New_York", "UTC"])
    timed = st.tuples(times, zones) | st.just((None, zone))
    schedules = st.builds(lambda on, at: Schedule(on[0], at[0], at[1], on[1]), days, timed)
    return st.builds(
        Subscription, st.just(1), st.just(PRIVATE), st.just("/move 2330 1301"), schedules,
        st.sampled_from(Form), st.booleans(), st.booleans(),
        st.none() | st.decimals(Decimal("0.5"), 99, places=1),
    )  # fmt: skip


@given(st.sampled_from(["Asia/Taipei", "Europe/London"]).flatmap(
    lambda zone: st.tuples(st.just(zone), orders(zone))
))  # fmt: skip
def test_an_orders_words_order_the_same(given_order: tuple[str, Subscription]) -> None:
    """Whoever removed one by mistake gets it back by its button."""
    zone, order = given_order
    read = read_order(order_words(order, zone).split(), registry)
    assert read.unread == ()
    assert schedule_of(read, zone) == order.schedule
    assert (read.line, read.form, read.silent, read.skip_closed, read.moved) == (
        order.line, order.form, order.silent, order.skip_closed, order.moved,
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["/subscriptions 1", "/subscriptions 1 pause", "/unsubscribe 1", "/preview 1", "/preview #1"],
)
async def test_another_chats_order_is_not_there(line: str) -> None:
    """Its number opens nothing, and the words are those for a number that never was."""
    one = table()
    kept = put(one, STRANGER)
    put(one, id=2)
    refused = await one.ask(line)
    assert fault_of(refused).message.replace("#", "") == "This chat has no subscription “1”."
    assert "/index" not in text_of(refused)
    assert one.subscriptions.rows[1] == kept


async def test_all_of_this_chat_ends_and_of_no_other() -> None:
    """The word means the chat's own."""
    one = table()
    kept = put(one, STRANGER)
    put(one)
    await one.ask("/unsubscribe all")
    assert one.subscriptions.rows == {1: kept}


@pytest.mark.parametrize(
    ("principal", "reachable"),
    [(Principal("telegram", 8), True), (Principal("telegram", 7), False)],
)
@pytest.mark.parametrize(
    "line",
    ["/subscribe 14:45 /index", "/subscriptions", "/subscriptions 1 pause", "/unsubscribe all"],
)
async def test_in_a_group_only_its_admins(
    line: str, principal: Principal, *, reachable: bool
) -> None:
    """Members, and everyone while the platform cannot say who is an admin, change nothing."""
    one = table()
    one.admins.ids, one.admins.reachable = {7}, reachable
    put(one, Chat("telegram", -100123))
    before = dict(one.subscriptions.rows)
    reply = await one.in_group(line, principal)
    assert reply is not None
    assert "admin" in fault_of(reply).message or "管理" in fault_of(reply).message
    assert one.subscriptions.rows == before


async def test_anyone_may_try_a_line() -> None:
    """A preview changes nothing, so that no admin is needed."""
    one = table()
    reply = await one.in_group("/preview /index 2025-01-22", Principal("telegram", 8))
    assert reply is not None
    assert (reply.ok, reply.private, reply.command) == (True, True, "preview")


async def test_silence_is_changed_without_touching_the_next_run() -> None:
    """A digest that is due and waits for its figures is not lost by it."""
    one = table()
    await one.ask("/subscribe close /index")
    due = one.subscriptions.rows[1].next
    one.clock.at = datetime(2025, 2, 3, 14, tzinfo=TAIPEI)
    await one.ask("/subscriptions 1 sound")
    changed = one.subscriptions.rows[1]
    assert (changed.silent, changed.next) == (False, due)


async def test_a_time_can_change_its_zone_or_become_none() -> None:
    """The new runs are told in the zone's own time."""
    one = table()
    put(one)
    reply = await one.ask("/subscriptions 1 time 20:00 Europe/London")
    assert "Next: 2025-02-03 (Mon) 20:00" in text_of(reply)
    assert "(Europe/London)" in text_of(reply)
    assert one.subscriptions.rows[1].schedule.zone == "Europe/London"
    assert "published" in text_of(await one.ask("/subscriptions 1 time published"))
    assert one.subscriptions.rows[1].schedule.at is None


async def test_a_twin_is_refused() -> None:
    """Two orders of one line at one time would double every message."""
    one = table()
    await one.ask("/subscribe 14:45 /index")
    await one.ask("/subscribe 15:45 /index")
    refused = await one.ask("/subscriptions 2 time 14:45")
    assert "that line at that time" in fault_of(refused).message
    assert one.subscriptions.rows[2].schedule.at == time(15, 45)


async def test_a_zone_that_is_gone_is_told_and_replaced() -> None:
    """The order stays paused until it has another zone."""
    one = table()
    lost = Schedule(Days.SESSIONS, time(14, 45), "Mars/Olympus")
    put(one, schedule=lost, pause=Pause.ZONE)
    assert "no longer exists" in text_of(await one.ask("/subscriptions"))
    refused = await one.ask("/subscriptions 1 resume")
    assert "Mars/Olympus" in fault_of(refused).message
    await one.ask(lines_of(refused)[0])
    order = one.subscriptions.rows[1]
    assert (order.schedule.zone, order.pause) == ("Asia/Taipei", Pause.NONE)
    assert order.next is not None


async def test_times_are_offered_and_lines_corrected_as_whole_orders() -> None:
    """Every button is a line that works here."""
    one = table()
    put(one)
    offered = await one.ask("/subscriptions 1 time")
    assert labels_of(offered)[-1] == "Once published"
    for line in lines_of(offered):
        assert (await one.ask(line)).ok
    refused = await one.ask("/subscribe 14:45 /move 台機電 sound")
    assert all(line.startswith("/subscribe 14:45 sound /move ") for line in lines_of(refused))
    assert lines_of(refused)
    assert (await one.ask(lines_of(refused)[0])).ok


async def test_the_list_says_everything_in_plain_words() -> None:
    """In Chinese, with what is paused and why."""
    one = table()
    put(one, pause=Pause.GONE)
    put(one, id=2, line="/movers", silent=False, moved=Decimal(3), skip_closed=False)
    text = text_of(await one.ask("/subscriptions", "zh-TW"))
    assert "每個交易日 14:45" in text
    assert "有聲" in text or "聲" in text
    assert "3%" in text
