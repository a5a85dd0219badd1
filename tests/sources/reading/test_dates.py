"""The forms of dates, and the days that titles name."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.reading.cells import CellError
from bot.sources.reading.dates import day_in, day_of, month_in


@given(st.dates(date(1912, 1, 1), date(2199, 12, 31)))
def test_every_form_of_a_day(day: date) -> None:
    """All forms say the same day."""
    year = day.year - 1911
    assert day_of(f"{day:%Y%m%d}") == day_of(f"{day:%Y-%m-%d}") == day
    assert day_of(f"{year:03d}/{day:%m/%d}") == day_of(f"{year:03d}{day:%m%d}*") == day
    assert day_of(f"{year:03d}年{day:%m}月{day:%d}日") == day
    assert day_in(f"{year:03d}年{day:%m}月{day:%d}日 每日收盤行情") == day
    assert month_in(f"{year:03d}年{day:%m}月 2330 台積電") == day - timedelta(days=day.day - 1)


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(cell: str) -> None:
    """Nothing else comes out."""
    with suppress(CellError):
        assert day_of(cell).year


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("114/02/03", date(2025, 2, 3)),
        ("113年03月04日", date(2024, 3, 4)),
        ("1150101", date(2026, 1, 1)),
        ("20230130", date(2023, 1, 30)),
        ("115/04/10", date(2026, 4, 10)),
        ("99/12/31", date(2010, 12, 31)),
        ("114/02/03*", date(2025, 2, 3)),
        (" 114/02/03 ", date(2025, 2, 3)),
        ("１１４/０２/０３", date(2025, 2, 3)),
        ("2026/01/02", date(2026, 1, 2)),
    ],
)
def test_days_as_printed(cell: str, day: date) -> None:
    """One example of each form."""
    assert day_of(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "114/02/30",
        "114/13/01",
        "114-02/03",
        "2025年",
        "0",
        "",
        "٢٠٢٥٠١٠١",
        "114/02/03x",
        "1140",
        None,
    ],
)
def test_what_is_no_day(cell: object) -> None:
    """Days that no calendar has, and other digits, are refused."""
    with pytest.raises(CellError):
        day_of(cell)


@pytest.mark.parametrize("title", ["每日收盤行情", "", "114年13月32日"])
def test_titles_without_a_day(title: str) -> None:
    """A title may name none, or none that exists."""
    assert day_in(title) is None
    assert month_in(title) is None
