"""The whole market's row of MI_INDEX: the TAIEX with its change, and what was traded in all."""

from collections.abc import Sequence
from functools import partial

from bot.market.bars import Bar
from bot.market.instruments import TAIEX
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.bars import Prices, Traded, session_bar
from bot.sources.reading.cells import CellError, text_of
from bot.sources.reading.dates import day_in
from bot.sources.reading.numbers import count_of, decimal_of
from bot.sources.reading.rows import Rows, read_rows, rejection
from bot.sources.reading.signs import sign_of, signed
from bot.sources.reading.tables import Cells, Table, titled

_INDICES = "價格指數(臺灣證券交易所)"
_INDEX_COLUMNS = ("指數", "收盤指數", "漲跌(+/-)", "漲跌點數")
_NAME = "發行量加權股價指數"
_TOTALS = "大盤統計資訊"
_TOTAL_COLUMNS = ("成交統計", "成交股數(股)", "成交金額(元)", "成交筆數")
_TOTAL = "總計"


def market_bar(tables: Sequence[Table], asked: Asked) -> Rows[Bar]:
    """Read the TAIEX's bar; a missing or odd total leaves only its amounts unknown."""
    indices = titled(tables, _INDICES)
    if indices is None:
        return Rows((), [rejection([table.title for table in tables], "no_index", TAIEX.code)])
    asked.expect(day_in(indices.title))
    totals = _totals(titled(tables, _TOTALS), asked)
    traded = totals.items[0] if totals.items else Traded()
    bars = read_rows(indices, _INDEX_COLUMNS, partial(_bar, asked, traded), TAIEX.code)
    rejected = [*bars.rejected, *totals.rejected]
    if not bars.items and not bars.rejected:
        rejected.append(rejection(indices.title, "no_index", TAIEX.code))
    return Rows(bars.items, rejected)


def _totals(table: Table | None, asked: Asked) -> Rows[Traded]:
    """Read the total of everything traded."""
    if table is None:
        return Rows((), [rejection(_TOTALS, "no_totals", TAIEX.code)])
    asked.expect(day_in(table.title))
    return read_rows(table, _TOTAL_COLUMNS, _traded, TAIEX.code)


def _traded(cells: Cells) -> Traded | None:
    """Read the row of the total; None for its parts."""
    name, volume, turnover, trades = cells
    if not text_of(name).startswith(_TOTAL):
        return None
    return Traded(count_of(volume), decimal_of(turnover), count_of(trades))


def _bar(asked: Asked, traded: Traded, cells: Cells) -> Bar | None:
    """Read the TAIEX's row; None for other indices."""
    name, close, sign, change = cells
    if text_of(name) != _NAME:
        return None
    points = decimal_of(close)
    if points is None:
        raise CellError("no_index")
    return session_bar(
        TAIEX.code,
        asked.provenance(asked.days.first),
        Prices(None, None, None, points),
        signed(sign_of(sign), decimal_of(change)),
        traded,
    )
