"""holidaySchedule: the days of a year on which the market is closed, as announced before it."""

from dataclasses import replace
from datetime import date
from functools import partial

from bot.core.intake import Batch, Dataset
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_year
from bot.sources.feeds.twse_table import TwseTable, on_day
from bot.sources.reading.names import name_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table

_COLUMNS = ("日期", "名稱")
_OPEN = ("開始交易", "最後交易")
"""The schedule lists the first and last sessions around holidays too."""
_SATURDAY = 5


def _contents(table: Table, asked: Asked) -> Batch:
    """Read the closed weekdays; a day may have two names."""
    rows = read_rows(table, _COLUMNS, partial(_closed, asked), names=len(_COLUMNS))
    return replace(asked.batch(rows), closed_days=dict(rows.items))


def _closed(asked: Asked, cells: Cells) -> tuple[date, str] | None:
    """Read one row; None for a session, and for a weekend, which needs no reason."""
    when, what = cells
    day, name = asked.day_of(when), name_of(what, 64)
    is_closed = day.weekday() < _SATURDAY and not any(words in name for words in _OPEN)
    return (day, name) if is_closed else None


HOLIDAYS = TwseTable(
    Dataset.TWSE_HOLIDAYS,
    "/rwd/zh/holidaySchedule/holidaySchedule",
    whole_year,
    on_day,
    _contents,
)
