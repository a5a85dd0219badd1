"""TWT48U: the ex-days that are announced now; references come with the day itself."""

from collections.abc import Mapping
from decimal import Decimal

from bot.core.intake import Dataset, Days
from bot.market.actions import CorporateAction
from bot.sources.feeds.actions import actions
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import one_day
from bot.sources.feeds.twse_actions import ex_kind
from bot.sources.feeds.twse_table import TwseTable
from bot.sources.reading.cells import code_of, text_of
from bot.sources.reading.dates import day_of
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.tables import Cells

_COLUMNS = ("股票代號", "除權除息日期", "除權息", "現金股利")
_TO_COME = "公告"  # as in 尚未公告, 待公告實際收益分配金額


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one announcement."""
    code, session, sort, cash = cells
    day = day_of(session)
    return CorporateAction(
        code_of(code),
        day,
        ex_kind(sort),
        previous_close=None,
        reference=None,
        cash=_cash(cash),
        value=None,
        limit_up=None,
        limit_down=None,
        opening_base=None,
        provenance=asked.provenance(day),
    )


def _cash(cell: object) -> Decimal | None:
    """Read the dividend; None where it is not announced, and for rights alone, printed as 0."""
    if isinstance(cell, str) and _TO_COME in text_of(cell):
        return None
    return decimal_of(cell) or None


def _everything(_: Days) -> Mapping[str, str]:
    """Ask for all there is: the table knows no dates."""
    return {}


DIVIDENDS_AHEAD = TwseTable(
    Dataset.TWSE_DIVIDENDS_AHEAD,
    "/rwd/zh/exRight/TWT48U",
    one_day,
    _everything,
    actions(_COLUMNS, _action),
)
