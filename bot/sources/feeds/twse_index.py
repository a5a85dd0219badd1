"""FMTQIK: the TAIEX's closes and changes of a month, with the whole market's totals."""

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
from bot.sources.reading.numbers import count_of, decimal_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table

_COLUMNS = ("日期", "發行量加權股價指數", "漲跌點數", "成交股數", "成交金額", "成交筆數")


def _contents(table: Table, asked: Asked) -> Batch:
    """Read the sessions of the month that the title names."""
    asked.expect(month_in(table.title))
    rows = read_rows(table, _COLUMNS, partial(_bar, asked), TAIEX.code)
    return replace(asked.batch(rows), bars=rows.items)


def _bar(asked: Asked, cells: Cells) -> Bar:
    """Read one session."""
    when, close, change, volume, turnover, trades = cells
    traded = Traded(count_of(volume), decimal_of(turnover), count_of(trades))
    return session_bar(
        TAIEX.code,
        asked.provenance(asked.day_of(when)),
        Prices(None, None, None, decimal_of(close)),
        decimal_of(change),
        traded,
    )


INDEX = TwseTable(Dataset.TWSE_INDEX, "/rwd/zh/afterTrading/FMTQIK", whole_month, on_day, _contents)
