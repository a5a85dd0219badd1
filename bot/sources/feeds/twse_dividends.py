"""TWT49U: what ex-days of a month did to reference prices."""

from dataclasses import replace

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_month
from bot.sources.feeds.twse_actions import PRICES, ex_kind
from bot.sources.feeds.twse_table import TwseTable, between
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.tables import Cells

_COLUMNS = (
    "股票代號",
    "資料日期",
    "除權息前收盤價",
    "除權息參考價",
    *PRICES,
    "權值+息值",
    "權/息",
)


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one ex-day; only where no rights are mixed in is the value the cash dividend."""
    *shared, worth, sort = cells
    kind, value = ex_kind(sort), decimal_of(worth)
    cash = value if kind is ActionKind.EX_DIVIDEND else None
    return replace(stated(asked, shared, kind), value=value, cash=cash)


DIVIDENDS = TwseTable(
    Dataset.TWSE_DIVIDENDS,
    "/rwd/zh/exRight/TWT49U",
    whole_month,
    between,
    actions(_COLUMNS, _action),
)
