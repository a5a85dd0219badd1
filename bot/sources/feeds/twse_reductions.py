"""TWTAUU: the capital reductions after which trading resumes in a year."""

from dataclasses import replace

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_year
from bot.sources.feeds.twse_actions import RESUMED
from bot.sources.feeds.twse_table import TwseTable, between
from bot.sources.reading.numbers import decimal_of
from bot.sources.reading.tables import Cells

_COLUMNS = ("股票代號", *RESUMED, "除權參考價")


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one resumption; with new shares for cash on top, the ex-rights reference counts."""
    *shared, ex_rights = cells
    action = stated(asked, shared, ActionKind.REDUCTION)
    return replace(action, reference=decimal_of(ex_rights) or action.reference)


REDUCTIONS = TwseTable(
    Dataset.TWSE_REDUCTIONS,
    "/rwd/zh/reducation/TWTAUU",
    whole_year,
    between,
    actions(_COLUMNS, _action),
)
