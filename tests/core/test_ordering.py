"""Orders from words: what people type, in both languages, and nothing guessed."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handlers
from bot.core.order_words import anywhere, in_front, read_time
from bot.core.ordering import Order, read_order, schedule_of
from bot.core.registry import registry
from bot.core.subscriptions import Days, Form, Schedule

handlers.load()
WORDS = (
    "14:45", "1335", "31", "fri", "每週五", "daily", "week", "close", "morning", "card", "silent",
    "sound", "closed", "moved>=3", "Europe/London", "2330", "/movers", "movers", "/index", "25:99",
)  # fmt: skip


def read(text: str) -> Order:
    """Read a line's words."""
    return read_order(text.split(), registry)


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("14:45", time(14, 45)), ("9:05", time(9, 5)), ("１４：４５", time(14, 45)),
        ("下午2:45", time(14, 45)), ("上午7:30", time(7, 30)), ("下午2點半", time(14, 30)),
        ("14點45分", time(14, 45)), ("8點", time(8)), ("2:45pm", time(14, 45)), ("8AM", time(8)),
        ("12am", time(0)), ("下午12:10", time(12, 10)), ("00:00", time(0)),
    ],
)  # fmt: skip
def test_times_of_day(word: str, at: time) -> None:
    """Twenty-four hours, half days, and Chinese numerals' units."""
    assert read_time(word) == at


@pytest.mark.parametrize("word", ["24:00", "9:60", "13:00pm", "0am", "14:4", "14.45", "noon", ""])
def test_what_is_no_time_is_refused(word: str) -> None:
    """Nothing is rounded or wrapped."""
    assert read_time(word) is None


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("14:45 /index", Schedule(Days.SESSIONS, time(14, 45))),
        ("1335 /movers", Schedule(Days.SESSIONS, time(13, 35))),
        ("/movers 13:35", Schedule(Days.SESSIONS, time(13, 35))),
        ("daily 08:00 /index", Schedule(Days.DAILY, time(8))),
        ("每天 08:00 /index", Schedule(Days.DAILY, time(8))),
        ("每週五 20:00 /index", Schedule(Days.WEEKLY, time(20), on=5)),
        ("星期日 20:00 /index", Schedule(Days.WEEKLY, time(20), on=7)),
        ("Wednesday 20:00 /index", Schedule(Days.WEEKLY, time(20), on=3)),
        ("31 14:00 /index", Schedule(Days.MONTHLY, time(14), on=31)),
        ("每月1日 14:00 /index", Schedule(Days.MONTHLY, time(14), on=1)),
        ("week 15:00 /index", Schedule(Days.WEEK, time(15))),
        ("20:00 europe/london /index", Schedule(Days.SESSIONS, time(20), "Europe/London")),
        ("/index 20:00 UTC", Schedule(Days.SESSIONS, time(20), "UTC")),
        ("close /movers", Schedule(Days.SESSIONS)),
    ],
)
def test_days_and_zones(text: str, schedule: Schedule) -> None:
    """Without days an order runs on sessions; without a zone it is of the operator's."""
    order = read(text)
    assert (order.unread, schedule_of(order, "Asia/Taipei")) == ((), schedule)
    assert order.line in ("/index", "/movers")


def test_flags_stand_on_either_side() -> None:
    """What no line could mean is also read at its end."""
    order = read("sound 14:45 /movers up closed moved>=2.5%")
    assert (order.silent, order.skip_closed, order.moved) == (False, False, Decimal("2.5"))
    assert order.line == "/movers up"
    assert order.options == ("sound", "14:45", "closed", "moved>=2.5%")
    assert read("漲跌>=3 /index").moved == Decimal(3)
    assert read("card close").form is Form.CARD


@pytest.mark.parametrize("line", ["/move 1301", "/move 2330 31", "/calendar fri", "/digest week"])
def test_a_lines_own_words_stay_its_own(line: str) -> None:
    """Four digits are a code, a weekday is a day, a kind is a kind."""
    order = read(f"14:45 {line}")
    assert (order.line, order.days, order.at) == (line, None, time(14, 45))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("14:45 15:00 /index", "15:00"),
        ("14:45 /index 15:00", "15:00"),
        ("mon fri /index", "fri"),
        ("daily week", "week"),
        ("silent sound /index", "sound"),
        ("monthly /index", "monthly"),
        ("monday's /index", "monday's"),
        ("morning /index", "morning"),
        ("32 /index", "32"),
        ("2460 /index", "2460"),
        ("Mars/Olympus /index", "Mars/Olympus"),
        ("banana", "banana"),
    ],
)
def test_what_means_nothing_or_two_things_is_left_over(text: str, unread: str) -> None:
    """It is told, never dropped and never taken for something like it."""
    assert read(text).unread == (unread,)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("close", "/digest close"),
        ("收盤 有聲", "/digest close"),
        ("7:30 morning", "/digest morning"),
        ("盤前", "/digest morning"),
        ("week", "/digest week"),
        ("card", "/digest close"),
        ("14:45", ""),
    ],
)
def test_a_kind_alone_names_its_digest(text: str, line: str) -> None:
    """The default orders need no line."""
    assert (read(text).line, read(text).unread) == (line, ())


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(min_size=1)), max_size=8))
def test_every_word_is_a_lines_an_option_or_left_over(words: list[str]) -> None:
    """Nothing typed is lost, whatever it is."""
    typed = [word for text in words for word in text.split()]
    order = read_order(typed, registry)
    own = order.line.split() if len(order.options) < len(typed) else []
    assert len(own) + len(order.options) == len(typed)
    assert set(order.unread) <= set(order.options)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_word(text: str) -> None:
    """It is an option or it is none; what stands anywhere stands in front too."""
    assert anywhere(text) is None or anywhere(text) == in_front(text)
