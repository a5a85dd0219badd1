"""Foreign text made harmless, and the width of text on a grid of cells."""

import re
import unicodedata
from functools import lru_cache

LINE_LIMIT = 4096
"""Characters of a line that are read: the longest message a platform delivers."""
ECHO_LIMIT = 40
"""Longest piece of a user's own text that an answer repeats."""

# Categories that do harm in a chat: control, format (bidi, zero width), surrogate, private use.
_BARRED = ("Cc", "Cf", "Cs", "Co", "Cn")
# A third combining mark on one letter serves no language here ("zalgo" text).
_MARKS = re.compile("([\u0300-\u036f\u20d0-\u20ff]{2})[\u0300-\u036f\u20d0-\u20ff]+")


def harmless(text: str, limit: int = LINE_LIMIT) -> str:
    """Return foreign text without control, bidi and surrogate characters, cut at the limit."""
    spaced = (" " if c.isspace() else c for c in text[:limit])
    return "".join(c for c in spaced if unicodedata.category(c) not in _BARRED)


def clean(text: str, limit: int = 64) -> str:
    """Return foreign text harmless and as NFC, cut short."""
    kept = harmless(text, limit * 8)
    kept = _MARKS.sub(r"\1", unicodedata.normalize("NFC", kept)).strip()
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def echo(text: str) -> str:
    """Return a user's own text in the short, harmless form that an answer may repeat."""
    return clean(" ".join(text[: ECHO_LIMIT * 8].split()), ECHO_LIMIT)


def fold(text: str) -> str:
    """Return text as it is compared: NFKC (full-width becomes ASCII), case folded, trimmed."""
    return unicodedata.normalize("NFKC", text[:LINE_LIMIT]).casefold().strip()


@lru_cache(4096)
def width(text: str) -> int:
    """Return the cells a text takes in a terminal; CJK characters take two."""
    from wcwidth import wcswidth  # noqa: PLC0415 - its tables load slowly, few answers need them

    return max(wcswidth(text), 0) if text.isprintable() else len(text)


def pad(text: str, cells: int, align: str = "left") -> str:
    """Fill a text with spaces to a number of cells."""
    space = " " * max(0, cells - width(text))
    return space + text if align == "right" else text + space
