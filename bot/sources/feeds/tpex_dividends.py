"""exDailyQ: what ex-days of a month did to reference prices."""

from dataclasses import replace

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_month
from bot.sources.feeds.tpex_table import TpexTable, between
from bot.sources.reading.cells import CellError, text_of
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.tables import Cells

_COLUMNS = (
    "代號",
    "除權息日期",
    "除權息前收盤價",
    "除權息參考價",
    "漲停價",
    "跌停價",
    "開始交易基準價",
    "權值+息值",
    "權/息",
    "現金股利",
)
_KINDS = {
    "除息": ActionKind.EX_DIVIDEND,
    "除權": ActionKind.EX_RIGHTS,
    "除權息": ActionKind.EX_BOTH,
}


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one ex-day; a cash dividend of zero is none."""
    *shared, worth, sort, cash = cells
    kind = _KINDS.get(text_of(sort))
    if kind is None:
        raise CellError("bad_kind")
    action = stated(asked, shared, kind)
    return replace(action, value=decimal_of(worth), cash=decimal_of(cash) or None)


DIVIDENDS = TpexTable(
    Dataset.TPEX_DIVIDENDS,
    "/www/zh-tw/bulletin/exDailyQ",
    whole_month,
    between,
    actions(_COLUMNS, _action),
)
