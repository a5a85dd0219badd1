"""inx: the sessions of TPEx's index in a month."""

from dataclasses import replace
from functools import partial

from bot.core.intake import Batch, Dataset
from bot.market.bars import Bar
from bot.market.instruments import TPEX_INDEX
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.bars import Prices, Traded, session_bar
from bot.sources.feeds.spans import whole_month
from bot.sources.feeds.tpex_table import TpexTable, on_day
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table

_COLUMNS = ("日期", "開市", "最高", "最低", "收市", "漲/跌")


def _contents(table: Table, asked: Asked) -> Batch:
    """Read the sessions."""
    rows = read_rows(table, _COLUMNS, partial(_bar, asked), TPEX_INDEX.code)
    return replace(asked.batch(rows), bars=rows.items)


def _bar(asked: Asked, cells: Cells) -> Bar:
    """Read one session; what was traded is not stated here."""
    when, *prices, change = cells
    provenance = asked.provenance(asked.day_of(when))
    stated = Prices(*map(decimal_of, prices))
    return session_bar(TPEX_INDEX.code, provenance, stated, decimal_of(change), Traded())


INDEX = TpexTable(Dataset.TPEX_INDEX, "/www/zh-tw/indexInfo/inx", whole_month, on_day, _contents)
