"""A cell's text as it is compared: ASCII width, without markup around it and blanks."""

import re

from bot.core.text import clean


class CellError(ValueError):
    """A cell that cannot be read; the rule it broke names it in the statistics."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


# The full-width forms of ASCII, and nothing else: other digits and letters stay foreign.
_FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
_TAGGED = re.compile(
    r"<(?P<tag>[a-z]{1,10})\b[^<>]{0,200}>(?P<text>[^<>]*)</(?P=tag)>", re.IGNORECASE
)
_CODE = re.compile(r"[0-9A-Z]{4,6}")


def text_of(cell: object) -> str:
    """Return a cell's text in half width, trimmed, without the tag that colours it."""
    if not isinstance(cell, str):
        raise CellError("not_text")
    text = (cell if cell.isascii() else cell.translate(_FULL_WIDTH)).strip()
    tagged = _TAGGED.fullmatch(text) if text.startswith("<") else None
    return tagged["text"].strip() if tagged else text


def code_of(cell: object) -> str:
    """Return the code of an instrument: 4 to 6 ASCII digits and capitals, never a number."""
    text = text_of(cell)
    if not _CODE.fullmatch(text):
        raise CellError("bad_code")
    return text


def code_shown(cell: object) -> str:
    """Return whatever stands where a code belongs, harmless and short."""
    return clean(str(cell), 16)
