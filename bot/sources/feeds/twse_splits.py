"""TWTCAU: the splits and reverse splits of funds after which trading resumes in a year."""

from dataclasses import replace

from bot.core.intake import Dataset
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.actions import actions, stated
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.spans import whole_year
from bot.sources.feeds.twse_actions import RESUMED
from bot.sources.feeds.twse_table import TwseTable, between
from bot.sources.reading.cells import CellError, text_of
from bot.sources.reading.tables import Cells

_COLUMNS = ("ETF代號", *RESUMED, "分割(反分割)")
_WORDS = {ActionKind.SPLIT: "分割", ActionKind.REVERSE_SPLIT: "反分割"}


def _action(asked: Asked, cells: Cells) -> CorporateAction:
    """Read one resumption; the prices tell which way it went, the word is at times missing."""
    *shared, word = cells
    action = stated(asked, shared, ActionKind.SPLIT)
    if action.factor is None or action.factor == 1:
        raise CellError("no_ratio")
    kind = ActionKind.SPLIT if action.factor < 1 else ActionKind.REVERSE_SPLIT
    if text_of(word) not in ("", _WORDS[kind]):
        raise CellError("kind_and_ratio_disagree")
    return replace(action, kind=kind)


SPLITS = TwseTable(
    Dataset.TWSE_SPLITS,
    "/rwd/zh/split/TWTCAU",
    whole_year,
    between,
    actions(_COLUMNS, _action),
)
