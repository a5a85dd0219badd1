"""What TPEx's tables of trading resumed after splits and changes of par value share."""

from functools import partial

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_year
from bot.sources.feeds.tpex_table import TpexTable, between
from bot.sources.reading.cells import CellError
from bot.sources.reading.tables import Cells

_COLUMNS = (
    "證券代號",
    "恢復買賣日期",
    "最後交易日之收盤價格",
    "恢復買賣開始參考價",
    "漲停價格",
    "跌停價格",
    "開始交易基準價",
)


def resumptions(dataset: Dataset, path: str, kind: ActionKind) -> TpexTable:
    """Return the feed of a year's actions of one kind."""
    read = partial(_action, kind)
    return TpexTable(dataset, path, whole_year, between, actions(_COLUMNS, read))


def _action(kind: ActionKind, asked: Asked, cells: Cells) -> CorporateAction:
    """Read one resumption; the prices must have gone the way of its kind, as far as stated."""
    action = stated(asked, cells, kind)
    cheaper, dearer = kind is ActionKind.SPLIT, kind is ActionKind.REVERSE_SPLIT
    factor = action.factor
    if factor is not None and ((cheaper and factor >= 1) or (dearer and factor <= 1)):
        raise CellError("kind_and_ratio_disagree")
    return action
