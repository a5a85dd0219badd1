"""Figures in other dress that mean the same, and texts that only look like figures."""

import re

from tests.standins.exchange.faults import Raw

ODD_TOKENS = ("--", "---", "----", "", " ", "X0.00", "除權息", "除息 ", "N/A", "-", None)
"""What stands where there is no figure."""
NOT_FINITE = (Raw("NaN"), Raw("Infinity"), Raw("-Infinity"), Raw("1e999"), "nan", "inf", "1e999")
"""What is no finite figure, bare in the JSON and as text."""
BAD_NUMBERS = ("1,23,456", "1.234,5", "1_000", "٣", "１２.３.４", "0x10", "1e3", "+-1", "12 34")
"""What no exchange prints and a lenient reader takes for a figure."""
BIDI, EMOJI = "\u202e台積電\u202c\u2066", "台積電🚀👨‍👩‍👧"
HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "<b>台積電</b>&amp;<a href='tg://user?id=1'>x</a>",
    BIDI,
    EMOJI,
    "台\x00積\n電\t`*_[]",
    "長" * 1365,
)
"""Names that a door must disarm; the last one has 4 kB."""
_FIGURE = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def decorated(cell: object, dress: str) -> object:
    """Return a figure in another dress; what is no figure stays as it is."""
    if not isinstance(cell, str) or not _FIGURE.fullmatch(cell):
        return cell
    return {
        "full_width": cell.translate(_FULL_WIDTH),
        "tag": f"<p style ='color:red'>{cell}</p>",
        "blanks": f"  {cell}\u3000",
        "plus": cell if cell[0] in "+-" else f"+{cell}",
    }[dress]
