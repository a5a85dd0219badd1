"""STOCK_DAY: one stock's sessions of one month, for when the whole market's table fails."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.core.intake import Batch, Dataset, Days
from bot.market.bars import Bar
from bot.sources.feed import Refused
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.bars import Prices, Traded, session_bar
from bot.sources.feeds.spans import whole_month
from bot.sources.feeds.twse_table import TwseTable, on_day
from bot.sources.reading.dates import month_in
from bot.sources.reading.numbers import count_of, decimal_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table

_COLUMNS = (
    "日期",
    "開盤價",
    "最高價",
    "最低價",
    "收盤價",
    "漲跌價差",
    "成交股數",
    "成交金額",
    "成交筆數",
)


def stock_month(code: str) -> TwseTable:
    """Return the feed of one stock."""
    return TwseTable(
        Dataset.TWSE_STOCK_MONTH,
        "/rwd/zh/afterTrading/STOCK_DAY",
        whole_month,
        partial(_asks, code),
        partial(_contents, code),
    )


def _asks(code: str, days: Days) -> Mapping[str, str]:
    """Ask for the stock's month."""
    return {**on_day(days), "stockNo": code}


def _contents(code: str, table: Table, asked: Asked) -> Batch:
    """Read the sessions; the title must name the stock and the month."""
    asked.expect(month_in(table.title))
    if code not in table.title.split():
        raise Refused("wrong_code", table.title)
    rows = read_rows(table, _COLUMNS, partial(_bar, code, asked), code)
    return replace(asked.batch(rows), bars=rows.items)


def _bar(code: str, asked: Asked, cells: Cells) -> Bar:
    """Read one session; a change of `X0.00` is none, for nothing was compared."""
    when, *prices, change, volume, turnover, trades = cells
    return session_bar(
        code,
        asked.provenance(asked.day_of(when)),
        Prices(*map(decimal_of, prices)),
        decimal_of(change),
        Traded(count_of(volume), decimal_of(turnover), count_of(trades)),
    )
