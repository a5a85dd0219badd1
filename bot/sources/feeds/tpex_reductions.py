"""revivt: the capital reductions after which trading resumes in a year."""

from dataclasses import replace

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_year
from bot.sources.feeds.tpex_table import TpexTable, between
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.tables import Cells

_COLUMNS = (
    "股票代號",
    "恢復買賣日期",
    "最後交易日之收盤價格",
    "減資恢復買賣開始日參考價格",
    "漲停價格",
    "跌停價格",
    "開始交易基準價",
    "除權參考價",
)


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one resumption; with new shares for cash on top, the ex-rights reference counts.

    Without such shares it is printed as zero.
    """
    *shared, ex_rights = cells
    action = stated(asked, shared, ActionKind.REDUCTION)
    return replace(action, reference=decimal_of(ex_rights) or action.reference)


REDUCTIONS = TpexTable(
    Dataset.TPEX_REDUCTIONS,
    "/www/zh-tw/bulletin/revivt",
    whole_year,
    between,
    actions(_COLUMNS, _action),
)
