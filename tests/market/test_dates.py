"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.calendar import TradingCalendar
from bot.market.dates import ImpossibleDate, read_date

CALENDAR = TradingCalendar({})
TODAY = date(2025, 2, 5)  # a Wednesday
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))


def read(text: str, today: date = TODAY) -> date | None:
    """Read a text as of a Wednesday."""
    return read_date(text, today, CALENDAR)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-03",
        "2025/2/3",
        "2025.2.3",
        "20250203",
        "2/3",
        "02/03",
        "0203",
        "2月3日",
        "2月3號",
        "2025年2月3日",
        "2025 年 2 月 3 日",
        "114/02/03",
        "1140203",
        "民國114年2月3日",
        "民國 114 年 2 月 3 日",
        "民國114/2/3",
        "114年2月3日",
        "２０２５／０２／０３",
        "  2/3  ",
        "前天",
        "週一",
        "周一",
        "星期一",
        "禮拜一",
        "這週一",
        "本週一",
        "monday",
        "Mon",
        "this monday",
        "開紅盤",
        "2025開紅盤",
        "2025年開紅盤",
        "114年開紅盤",
    ],
)
def test_reads_the_founding_day(text: str) -> None:
    """Every form of 2025-02-03 is that day."""
    assert read(text) == date(2025, 2, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", date(2025, 2, 5)),
        ("今日", date(2025, 2, 5)),
        ("today", date(2025, 2, 5)),
        ("昨天", date(2025, 2, 4)),
        ("昨日", date(2025, 2, 4)),
        ("YESTERDAY", date(2025, 2, 4)),
        ("大前天", date(2025, 2, 2)),
        ("週五", date(2025, 1, 31)),
        ("星期三", date(2025, 2, 5)),
        ("禮拜天", date(2025, 2, 2)),
        ("friday", date(2025, 1, 31)),
        ("fri", date(2025, 1, 31)),
        ("上週五", date(2025, 1, 31)),
        ("上周五", date(2025, 1, 31)),
        ("上星期五", date(2025, 1, 31)),
        ("上個禮拜五", date(2025, 1, 31)),
        ("last friday", date(2025, 1, 31)),
        ("last-friday", date(2025, 1, 31)),
        ("上週一", date(2025, 1, 27)),
        ("這週五", date(2025, 2, 7)),
        ("封關", date(2025, 1, 22)),
        ("114年封關", date(2025, 1, 22)),
        ("2026封關", date(2026, 2, 11)),
        ("2/5", date(2025, 2, 5)),
        ("2/6", date(2024, 2, 6)),
        ("1231", date(2024, 12, 31)),
        ("2/29", date(2024, 2, 29)),
    ],
)
def test_reads_days_as_seen_from_today(text: str, day: date) -> None:
    """Words and yearless numbers count back from today."""
    assert read(text) == day


def test_last_weeks_friday_is_not_yesterday() -> None:
    """On a Saturday, Friday is yesterday and 上週五 the one a week before."""
    saturday = date(2025, 2, 8)
    assert read("週五", saturday) == date(2025, 2, 7)
    assert read("上週五", saturday) == date(2025, 1, 31)


def test_the_lunar_year_opens_only_when_it_has() -> None:
    """Before this year's opening the latest one is last year's."""
    assert read("開紅盤", date(2025, 1, 31)) == date(2024, 2, 15)
    assert read("封關", date(2025, 1, 21)) == date(2024, 2, 5)


@pytest.mark.parametrize(
    "text",
    ["2/30", "2025-02-29", "115/02/29", "2025-13-01", "20250230", "0230", "1140230", "13/45",
     "2月0日", "2010開紅盤"],
)  # fmt: skip
def test_refuses_days_that_do_not_exist(text: str) -> None:
    """A date that never was is told apart from what is no date."""
    with pytest.raises(ImpossibleDate) as caught:
        read(text)
    assert caught.value.text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2330",
        "2025",
        "0000-01-01",
        "９９９/1",
        "00631L",
        "006208",
        "2-3",
        "2.3",
        "1_0",
        "²",
        "²/3",
        "٢/٣",
        "١١٤/٠٢/٠٣",
        "①/3",
        "\u202e2/3",
        "2/3\u200f",
        "2025-02/03",
        "台積電",
        "週八",
        "last",
        "last week",
        "move",
        "12345678",
        "開紅",
        "2/3/",
        "1" * 5000,
        "2/" * 2500,
        "上" * 5000,
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    """Codes, prices, names and junk are left to others."""
    assert read(text) is None


@given(DAYS)
def test_every_absolute_form_round_trips(day: date) -> None:
    """A day written in full is read as itself, whatever today is."""
    roc = day.year - 1911
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{roc}/{day:%m/%d}",
        f"{roc}{day:%m%d}",
        f"民國{roc}年{day.month}月{day.day}日",
        f"{roc}年{day.month}月{day.day}日",
    ):
        assert read(text) == day


@given(DAYS, DAYS)
def test_yearless_dates_lie_behind(day: date, today: date) -> None:
    """A day without a year is never ahead of today, and at most eight years behind."""
    for text in (f"{day.month}/{day.day}", f"{day:%m%d}", f"{day.month}月{day.day}日"):
        found = read(text, today)
        assert found is not None
        assert (found.month, found.day) == (day.month, day.day)
        assert today - timedelta(days=8 * 366) <= found <= today


@given(DAYS, st.sampled_from("一二三四五六日"))
def test_weekdays_lie_within_the_week_behind(today: date, name: str) -> None:
    """A bare weekday is one of the last seven days, 上週 one of the calendar week before."""
    bare, last = read(f"週{name}", today), read(f"上週{name}", today)
    assert bare is not None
    assert last is not None
    assert timedelta(0) <= today - bare < timedelta(days=7)
    assert bare.weekday() == last.weekday() == "一二三四五六日".index(name)
    assert last.isocalendar()[:2] == (today - timedelta(days=7)).isocalendar()[:2]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is typed is a day, no day, or an impossible one."""
    try:
        found = read(text)
    except ImpossibleDate:
        return
    assert found is None or isinstance(found, date)
