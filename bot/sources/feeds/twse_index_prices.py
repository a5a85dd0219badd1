"""MI_5MINS_HIST: the TAIEX's open, high, low and close of a month's sessions."""

from dataclasses import replace
from functools import partial

from bot.core.intake import Batch, Dataset
from bot.market.bars import Bar
from bot.market.instruments import TAIEX
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.bars import Prices, Traded, session_bar
from bot.sources.feeds.spans import whole_month
from bot.sources.feeds.twse_table import TwseTable, on_day
from bot.sources.reading.dates import month_in
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table

_COLUMNS = ("日期", "開盤指數", "最高指數", "最低指數", "收盤指數")


def _contents(table: Table, asked: Asked) -> Batch:
    """Read the sessions of the month that the title names."""
    asked.expect(month_in(table.title))
    rows = read_rows(table, _COLUMNS, partial(_bar, asked), TAIEX.code)
    return replace(asked.batch(rows), bars=rows.items)


def _bar(asked: Asked, cells: Cells) -> Bar:
    """Read one session; the change is not stated here."""
    when, *prices = cells
    provenance = asked.provenance(asked.day_of(when))
    return session_bar(TAIEX.code, provenance, Prices(*map(decimal_of, prices)), None, Traded())


INDEX_PRICES = TwseTable(
    Dataset.TWSE_INDEX_PRICES, "/rwd/zh/TAIEX/MI_5MINS_HIST", whole_month, on_day, _contents
)
