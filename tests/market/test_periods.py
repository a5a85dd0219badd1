"""Months and years as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.dates import ImpossibleDate
from bot.market.periods import Period, read_month

TODAY = date(2025, 2, 5)
FEBRUARY = Period(date(2025, 2, 1), date(2025, 2, 28))


@pytest.mark.parametrize(
    "text",
    [
        "2025-02",
        "2025/2",
        "2025年2月",
        "2025 年 2 月",
        "114/02",
        "114年2月",
        "民國114年2月",
        "2月",
        "二月",
        "２月",
        "february",
        "Feb",
        "本月",
        "這個月",
        "this month",
        "this-month",
    ],
)
def test_reads_the_founding_month(text: str) -> None:
    """Every form of February 2025 is that month."""
    assert read_month(text, TODAY) == FEBRUARY


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("上月", date(2025, 1, 1), date(2025, 1, 31)),
        ("last month", date(2025, 1, 1), date(2025, 1, 31)),
        ("下個月", date(2025, 3, 1), date(2025, 3, 31)),
        ("next month", date(2025, 3, 1), date(2025, 3, 31)),
        ("3月", date(2024, 3, 1), date(2024, 3, 31)),
        ("十二月", date(2024, 12, 1), date(2024, 12, 31)),
        ("dec", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
        ("114年", date(2025, 1, 1), date(2025, 12, 31)),
        ("民國114年", date(2025, 1, 1), date(2025, 12, 31)),
        ("今年", date(2025, 1, 1), date(2025, 12, 31)),
        ("去年", date(2024, 1, 1), date(2024, 12, 31)),
        ("last-year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_reads_other_periods(text: str, first: date, last: date) -> None:
    """Months and years may be named, counted or seen from today."""
    assert read_month(text, TODAY) == Period(first, last)


def test_months_cross_the_year() -> None:
    """January's last month and December's next one lie in other years."""
    assert read_month("上月", date(2025, 1, 5)) == Period(date(2024, 12, 1), date(2024, 12, 31))
    assert read_month("下月", date(2025, 12, 5)) == Period(date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize("text", ["2025-13", "13月", "0月", "114/00"])
def test_refuses_months_that_do_not_exist(text: str) -> None:
    """There is no thirteenth month."""
    with pytest.raises(ImpossibleDate):
        read_month(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["", "2330", "2", "0000-01", "20 25", "114", "2025-02-03", "²", "²025",
     "1_0", "٢月", "\u202e2月", "台積電", "last", "month", "9" * 5000, "二" * 5000],
)  # fmt: skip
def test_other_texts_are_no_periods(text: str) -> None:
    """Codes, dates and junk are left to others."""
    assert read_month(text, TODAY) is None


@given(st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_every_month_round_trips(day: date) -> None:
    """A month written in full holds its days and no others."""
    for text in (f"{day:%Y-%m}", f"{day.year}年{day.month}月", f"{day.year - 1911}/{day:%m}"):
        period = read_month(text, TODAY)
        assert period is not None
        assert period.first == day.replace(day=1)
        assert (period.last + timedelta(days=1)).day == 1
        assert period.first <= day <= period.last


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is typed is a period, none, or an impossible one."""
    try:
        found = read_month(text, TODAY)
    except ImpossibleDate:
        return
    assert found is None or found.first <= found.last
