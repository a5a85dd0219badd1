"""How TWSE's tables of corporate actions name their columns and kinds."""

from bot.market.actions import ActionKind
from bot.sources.reading.cells import CellError, text_of

PRICES = ("漲停價格", "跌停價格", "開盤競價基準")
RESUMED = ("恢復買賣日期", "停止買賣前收盤價格", "恢復買賣參考價", *PRICES)
"""What follows the code in every table of resumptions of trading, as `stated` takes it."""

_EX = {
    "息": ActionKind.EX_DIVIDEND,
    "權": ActionKind.EX_RIGHTS,
    "權息": ActionKind.EX_BOTH,
}


def ex_kind(cell: object) -> ActionKind:
    """Read what the shares are traded without from the day on."""
    kind = _EX.get(text_of(cell))
    if kind is None:
        raise CellError("bad_kind")
    return kind
