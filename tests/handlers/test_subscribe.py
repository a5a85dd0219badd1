"""`/subscribe` and what goes with it: ordered, listed, changed, previewed, ended in chat."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from bot.core.clock import TAIPEI
from bot.core.principals import Principal
from bot.core.subscriptions import Days, Form, Pause
from tests.fakes import FakeClock, Table
from tests.telling import fault_of, lines_of, text_of

NOW = datetime(2025, 2, 3, 10, tzinfo=TAIPEI)


def table() -> Table:
    """Return a Banquet on the morning of the story's day."""
    return Table(clock=FakeClock(NOW))


async def test_an_order_says_when_it_comes() -> None:
    """The next three runs are named with weekday, over the weekend."""
    one = table()
    reply = await one.ask("/subscribe 14:45 /dinnerlist", "zh-TW")
    text = text_of(reply)
    assert reply.title == "已訂閱：/dinnerlist"
    assert "每個交易日 14:45" in text
    assert "2025-02-03（一） 14:45、2025-02-04（二） 14:45、2025-02-05（三） 14:45" in text
    (order,) = one.subscriptions.rows.values()
    assert order.schedule.at == time(14, 45)
    assert order.next
    assert order.next.at == datetime(2025, 2, 3, 14, 45, tzinfo=TAIPEI)
    assert lines_of(reply) == ["/subscriptions 1", "/preview 1", "/unsubscribe 1"]


@pytest.mark.parametrize(
    ("words", "days", "at", "form", "first"),
    [
        ("close", Days.SESSIONS, None, Form.MESSAGE, (2025, 2, 3, 13, 40)),
        ("morning", Days.SESSIONS, time(7, 30), Form.MESSAGE, (2025, 2, 4, 7, 30)),
        ("week", Days.WEEK, None, Form.MESSAGE, (2025, 2, 7, 13, 40)),
        ("card", Days.SESSIONS, time(9, 5), Form.CARD, (2025, 2, 4, 9, 5)),
        ("daily 08:00 /index", Days.DAILY, time(8), Form.MESSAGE, (2025, 2, 4, 8, 0)),
        ("fri 20:00 /index", Days.WEEKLY, time(20), Form.MESSAGE, (2025, 2, 7, 20, 0)),
        ("09:05 /movers", Days.SESSIONS, time(9, 5), Form.MESSAGE, (2025, 2, 4, 9, 5)),
    ],
)
async def test_kinds_and_days(
    words: str, days: Days, at: time | None, form: Form, first: tuple[int, int, int, int, int]
) -> None:
    """What the words leave open is what people would expect."""
    one = table()
    await one.ask(f"/subscribe {words}")
    (order,) = one.subscriptions.rows.values()
    assert (order.schedule.days, order.schedule.at, order.form) == (days, at, form)
    assert order.next
    assert order.next.at == datetime(*first, tzinfo=TAIPEI)


async def test_options_are_read_on_both_sides_of_the_line() -> None:
    """Silent is the default; a move, sound and closed days are wishes."""
    one = table()
    await one.ask("/subscribe sound 14:45 /dinnerlist closed moved>=3")
    (order,) = one.subscriptions.rows.values()
    assert (order.silent, order.skip_closed, order.moved) == (False, False, Decimal(3))
    assert order.line == "/dinnerlist"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/subscribe 25:99 /digest", "25:99"),
        ("/subscribe 14:45", "line is missing"),
        ("/subscribe 14:45 /nosuch", "nosuch"),
        ("/subscribe 14:45 /lang en", "cannot be subscribed"),
        ("/subscribe 14:45 /subscribe close", "cannot be subscribed"),
        ("/subscribe 14:45 /move 99999", "99999"),
        ("/subscribe 09:00 /digest", "not out yet"),
        (f"/subscribe 14:45 /move {'2330 ' * 50}", "200"),
    ],
)
async def test_what_cannot_be_ordered_is_said_with_a_line_that_works(line: str, words: str) -> None:
    """Nothing is stored."""
    one = table()
    fault = fault_of(await one.ask(line))
    assert fault.kind == "asker"
    assert words in f"{fault.message} {fault.hint}"
    assert not one.subscriptions.rows


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("14:45 /digest 2025-01-22", "/subscribe 14:45 /digest"),
        ("14:45 /digest 2025-01-22 morning", "/subscribe 14:45 /digest morning"),
        ("14:45 /dinnerlist 1/22 silent", "/subscribe 14:45 silent /dinnerlist"),
        ("20:00 /move 2330 封關", "/subscribe 20:00 /move 2330"),
    ],
)
async def test_a_fixed_date_is_refused_with_the_line_without_it(words: str, offered: str) -> None:
    """It would tell the same session for ever; the line that is offered works."""
    one = table()
    reply = await one.ask(f"/subscribe {words}")
    assert "leave the date out" in fault_of(reply).message
    assert lines_of(reply) == [offered]
    assert not one.subscriptions.rows
    await one.ask(offered)
    assert len(one.subscriptions.rows) == 1


async def test_a_fixed_date_is_refused_in_the_reader_s_language() -> None:
    """The sentence and the button are Chinese's own."""
    reply = await table().ask("/subscribe 14:45 /digest 2025-01-22", "zh-TW")
    assert "日期" in fault_of(reply).message
    assert lines_of(reply) == ["/subscribe 14:45 /digest"]


@pytest.mark.parametrize("line", ["/move 2330 yesterday", "/since 2025-01-22 2330", "/index"])
async def test_a_day_that_moves_on_or_begins_a_span_is_no_fixed_date(line: str) -> None:
    """Each run tells something new."""
    one = Table(clock=FakeClock(datetime(2025, 2, 5, 20, tzinfo=TAIPEI)))
    await one.ask(f"/subscribe daily 20:00 {line}")
    assert [order.line for order in one.subscriptions.rows.values()] == [line]


async def test_a_choice_is_kept_by_its_own_name() -> None:
    """An abbreviation is read by its label, which other readers have in another language."""
    one = table()
    await one.ask("/subscribe 08:00 /digest mor")
    (order,) = one.subscriptions.rows.values()
    assert order.line == "/digest morning"
    assert order.next
    assert order.next.at == datetime(2025, 2, 4, 8, tzinfo=TAIPEI)


async def test_the_same_order_is_kept_once() -> None:
    """The second time it says so."""
    one = table()
    await one.ask("/subscribe close")
    assert (await one.ask("/subscribe close")).title.startswith("Already subscribed")
    assert len(one.subscriptions.rows) == 1


async def test_a_chat_has_a_limit() -> None:
    """The twenty-first is refused, with the way to make room."""
    one = table()
    for minute in range(20):
        await one.ask(f"/subscribe 15:{minute:02} /index")
    reply = await one.ask("/subscribe 16:00 /index")
    assert "20" in fault_of(reply).message
    assert lines_of(reply) == ["/subscriptions"]


async def test_members_of_a_group_cannot_order() -> None:
    """Only admins can, and nothing is stored when nobody can tell who is one."""
    one = table()
    one.admins.ids = {7}
    refused = await one.in_group("/subscribe close", Principal("telegram", 8))
    assert refused
    assert refused.fault
    one.admins.reachable = False
    unsure = await one.in_group("/subscribe close", Principal("telegram", 9))
    assert unsure
    assert unsure.fault
    assert not one.subscriptions.rows
    one.admins.reachable = True
    allowed = await one.in_group("/subscribe close", Principal("telegram", 7))
    assert allowed
    assert not allowed.fault


async def test_an_order_is_paused_resumed_and_moved() -> None:
    """It keeps its number; a paused one has no next run."""
    one = table()
    await one.ask("/subscribe 14:45 /dinnerlist")
    await one.ask("/subscriptions 1 pause")
    assert one.subscriptions.rows[1].pause is Pause.ASKED
    assert one.subscriptions.rows[1].next is None
    await one.ask("/subscriptions 1 time 16:20")
    await one.ask("/subscriptions 1 sound")
    reply = await one.ask("/subscriptions 1 resume")
    order = one.subscriptions.rows[1]
    assert (order.pause, order.silent) == (Pause.NONE, False)
    assert order.next
    assert order.next.at == datetime(2025, 2, 3, 16, 20, tzinfo=TAIPEI)
    assert "16:20" in text_of(reply)
    assert fault_of(await one.ask("/subscriptions 2")).kind == "asker"
    assert "28:00" in fault_of(await one.ask("/subscriptions 1 time 28:00")).message


async def test_removing_offers_the_order_again() -> None:
    """The button's line orders exactly what was removed."""
    one = table()
    await one.ask("/subscribe fri 20:00 /dinnerlist sound")
    before = one.subscriptions.rows[1].schedule
    reply = await one.ask("/unsubscribe 1")
    assert not one.subscriptions.rows
    await one.ask(lines_of(reply)[0])
    (order,) = one.subscriptions.rows.values()
    assert (order.schedule, order.silent) == (before, False)
    assert fault_of(await one.ask("/unsubscribe 17")).kind == "asker"
    await one.ask("/unsubscribe all")
    assert not one.subscriptions.rows


async def test_a_preview_shows_what_would_come() -> None:
    """To the asker alone, and only look-ups."""
    one = table()
    one.clock.at = datetime(2025, 2, 3, 14, 45, tzinfo=TAIPEI)
    await one.ask("/subscribe 14:45 /move 2330")
    reply = await one.ask("/preview 1")
    assert reply.private
    assert reply.figures[0].date == date(2025, 2, 3)
    assert fault_of(await one.ask("/preview /lang en")).kind == "asker"


async def test_the_menu_and_the_empty_list_lead_on() -> None:
    """A newcomer finds a working line with one press."""
    one = table()
    menu = await one.ask("/subscribe", "zh-TW")
    assert "/subscribe close" in lines_of(menu)
    assert lines_of(await one.ask("/subscriptions")) == ["/subscribe"]
    assert lines_of(await one.ask("/unsubscribe")) == ["/subscribe"]
    await one.ask("/subscribe close")
    assert lines_of(await one.ask("/subscriptions")) == ["/subscriptions 1", "/subscribe"]


async def test_what_comes_speaks_the_language_it_was_ordered_in() -> None:
    """A private chat that never chose one keeps it from then on."""
    one = table()
    await one.ask("/subscribe close", "en")
    assert list(one.chats.languages.values()) == ["en"]
    await one.ask("/subscribe morning", "zh-TW")
    assert list(one.chats.languages.values()) == ["en"]
