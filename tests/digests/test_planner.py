"""What is due is sent once, on time, for the right session, or left out with a reason."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

from bot.core.subscriptions import Days, Pause, Schedule
from bot.market.calendar import TradingCalendar
from tests.digests.conftest import STORY, Form, Scene, taipei
from tests.storage.rows import BY, select


async def test_a_digest_goes_once_at_its_time(scene: Scene) -> None:
    """Not before, and not again at the next look or after a restart."""
    order = await scene.order()
    await scene.look(taipei(2, 3, 14, 44))
    assert await scene.rows() == []
    await scene.look(taipei(2, 3, 14, 45))
    await scene.look(taipei(2, 3, 14, 46))
    scene.awake()
    await scene.look(taipei(2, 3, 14, 47))
    (row,) = await scene.rows()
    assert row.key == f"s{order.id}:2025-02-03:0"
    assert "收盤快報｜2025-02-03" in row.text
    assert "22,694.71" in row.text
    await scene.look(taipei(2, 4, 14, 45))
    assert [one.key for one in await scene.rows()][1:] == [f"s{order.id}:2025-02-04:0"]


async def test_two_times_of_a_line_are_two(scene: Scene) -> None:
    """And two chats with the same order get the same content."""
    await scene.order("/dinnerlist", time(14, 45))
    await scene.order("/dinnerlist", time(15, 30))
    await scene.order("/dinnerlist", time(14, 45), chat=6)
    await scene.look(taipei(2, 3, 14, 45))
    first, second = await scene.rows()
    assert first.text == second.text
    await scene.look(taipei(2, 3, 15, 30))
    assert len(await scene.rows()) == 3


async def test_a_close_without_a_time_goes_when_both_markets_published(scene: Scene) -> None:
    """From the first look on."""
    await scene.order("/digest close", None)
    scene.publication.lacks.add(STORY)
    assert await scene.look(taipei(2, 3, 13, 41)) == 1
    assert await scene.look(taipei(2, 3, 14, 20)) == 1
    assert await scene.rows() == []
    scene.publication.lacks.clear()
    assert await scene.look(taipei(2, 3, 14, 21)) == 0
    assert len(await scene.rows()) == 1


async def test_what_is_not_published_is_waited_for_and_never_replaced(scene: Scene) -> None:
    """Until the deadline; then a plain word goes, without another day's figures."""
    await scene.order()
    for key in [key for key in scene.table.bars.rows if key[0] >= STORY]:
        del scene.table.bars.rows[key]
    scene.publication.lacks.add(STORY)
    assert await scene.look(taipei(2, 3, 14, 45)) == 1
    assert await scene.look(taipei(2, 3, 17, 29)) == 1
    assert await scene.rows() == []
    assert await scene.look(taipei(2, 3, 17, 30)) == 0
    (row,) = await scene.rows()
    assert "2025-02-03（一）的資料到截止時間仍未公布" in row.text
    assert "23,525" not in row.text


async def test_a_digest_that_was_missed_comes_late_with_a_mark(scene: Scene) -> None:
    """Until the next session's morning."""
    await scene.order()
    scene.awake()
    await scene.look(taipei(2, 4, 8, 29))
    (row,) = await scene.rows()
    assert "補送：原訂 2025-02-03 14:45" in row.text
    assert "收盤快報｜2025-02-03" in row.text


async def test_a_digest_that_comes_too_late_is_left_out_with_a_reason(scene: Scene) -> None:
    """And the following one is on time."""
    await scene.order()
    scene.awake()
    await scene.look(taipei(2, 4, 8, 31))
    assert await scene.rows() == []
    (reason,) = await scene.skips()
    assert reason.startswith("missed: due 2025-02-03 06:45Z")
    await scene.look(taipei(2, 4, 14, 45))
    (row,) = await scene.rows()
    assert "補送" not in row.text


async def test_days_away_leave_one_record_each(scene: Scene) -> None:
    """Nobody gets a pile of old digests."""
    await scene.order()
    scene.awake()
    await scene.look(taipei(2, 10, 15))
    assert len(await scene.skips()) == 5
    assert [row.key.split(":")[1] for row in await scene.rows()] == ["2025-02-10"]


async def test_a_closed_day_is_silent_or_one_line(scene: Scene) -> None:
    """As the order wished; weekends are always silent."""
    scene.clock.at = taipei(1, 22, 16)
    await scene.order()
    await scene.order(chat=6, skip_closed=False)
    await scene.look(taipei(1, 23, 14, 45))
    (row,) = await scene.rows()
    assert "2025-01-23（四）休市" in row.text
    assert await scene.skips() == []
    await scene.look(taipei(1, 25, 14, 45))
    assert len(await scene.rows()) == 2


async def test_a_closure_learned_later_is_silent(scene: Scene) -> None:
    """The calendar called the day a session when the order was stored."""
    await scene.order()
    scene.planner.calendar.learn({STORY: ""})
    await scene.look(taipei(2, 3, 14, 45))
    assert await scene.rows() == []


async def test_only_a_move_that_is_large_enough_is_told(scene: Scene) -> None:
    """The dinner's mean was -3.35 %."""
    await scene.order(moved=Decimal("3.4"))
    await scene.order(chat=6, moved=Decimal("3.3"))
    await scene.look(taipei(2, 3, 14, 45))
    assert [row.key for row in await scene.rows()] == ["s2:2025-02-03:0"]


async def test_a_morning_digest_is_about_the_day_ahead(scene: Scene) -> None:
    """With the close before it, dated; after its hour it is left out."""
    scene.clock.at = taipei(2, 3, 7)
    await scene.order("/digest morning", time(7, 30))
    await scene.look(taipei(2, 3, 7, 30))
    (row,) = await scene.rows()
    assert "盤前快報｜2025-02-03" in row.text
    assert "2025-01-22" in row.text
    scene.awake()
    await scene.look(taipei(2, 4, 9, 31))
    assert len(await scene.skips()) == 1


async def test_a_paused_order_sends_nothing(scene: Scene) -> None:
    """Its next run is none."""
    order = await scene.order()
    await scene.store.subscriptions.change(replace(order, pause=Pause.ASKED, next=None), BY)
    await scene.look(taipei(2, 3, 14, 45))
    assert await scene.rows() == []


async def test_a_zone_that_is_gone_pauses_the_order_and_nothing_else(scene: Scene) -> None:
    """It is sent a last time; the list says why no more come."""
    order = await scene.order()
    await scene.order(chat=6)

    await scene.store.database.write(
        lambda at: at.exec_driver_sql("UPDATE subscriptions SET zone = 'Mars/Olympus' WHERE id = 1")
    )
    await scene.look(taipei(2, 3, 14, 45))
    assert len(await scene.rows()) == 2
    found = await scene.store.subscriptions.find(order.chat, order.id)
    assert found
    assert (found.pause, found.next) == (Pause.ZONE, None)


async def test_a_card_appears_once_and_is_pinned(scene: Scene) -> None:
    """At the open it shows the morning."""
    await scene.order("/digest close", time(9, 5), form=Form.CARD)
    await scene.look(taipei(2, 3, 9, 5))
    card, pin = await scene.rows()
    assert "盤前快報｜2025-02-03" in card.text
    assert (pin.method, pin.kind) == ("pin", "pin")
    await scene.look(taipei(2, 3, 14, 45))
    assert len(await scene.rows()) == 2


async def test_a_plain_weekday_line_does_not_ask_for_a_session(scene: Scene) -> None:
    """Daily means daily: the latest session is shown on a Sunday too."""
    scene.clock.at = taipei(2, 8, 8)
    await scene.order(schedule=Schedule(Days.DAILY, time(20)), line="/index")
    await scene.look(taipei(2, 8, 20))
    await scene.look(taipei(2, 9, 20))
    assert len(await scene.rows()) == 2


async def test_messages_expire_with_their_window(scene: Scene) -> None:
    """A close is worth nothing once the next session has begun."""
    await scene.order()
    await scene.look(taipei(2, 3, 14, 45))
    ((end,),) = await select(scene.store, "SELECT expires_at FROM outbox")
    assert str(end).startswith("2025-02-04T00:30")


async def test_a_newer_calendar_lets_orders_run_again(scene: Scene) -> None:
    """After the last day of the old one they had no next run; what is paused stays paused."""
    longer = scene.planner.times
    scene.planner.times = replace(longer, calendar=TradingCalendar({}, last=STORY))
    orders = [await scene.order(), await scene.order("/index", chat=6)]
    asleep = await scene.order("/index", chat=7)
    await scene.store.subscriptions.change(replace(asleep, pause=Pause.ASKED, next=None), BY)
    await scene.look(taipei(2, 3, 14, 45))
    assert await scene.planner.restart() == 0
    scene.planner.times = longer
    scene.clock.at = taipei(2, 8, 9)
    assert await scene.planner.restart() == 2
    for order in orders:
        found = await scene.store.subscriptions.find(order.chat, order.id)
        assert found
        assert found.next
        assert found.next.at == taipei(2, 10, 14, 45)
    paused = await scene.store.subscriptions.find(asleep.chat, asleep.id)
    assert paused
    assert paused.next is None
    assert await scene.planner.restart() == 0
