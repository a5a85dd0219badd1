"""TWTB8U: the changes of par value after which trading resumes in a year."""

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_year
from bot.sources.feeds.twse_actions import RESUMED
from bot.sources.feeds.twse_table import TwseTable, between
from bot.sources.reading.tables import Cells

_COLUMNS = ("股票代號", *RESUMED)


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one resumption."""
    return stated(asked, cells, ActionKind.PAR_CHANGE)


PAR_CHANGES = TwseTable(
    Dataset.TWSE_PAR_CHANGES,
    "/rwd/zh/change/TWTB8U",
    whole_year,
    between,
    actions(_COLUMNS, _action),
)
