"""Foreign text made harmless, and the width of text on a grid of cells."""

import re
import unicodedata

from wcwidth import wcswidth

ECHO_LIMIT = 40
"""Longest piece of a user's own text that an answer repeats."""

_BIDI = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_DROP = str.maketrans("", "", _BIDI)
_MARKS_KEPT = 2
_MARKS = re.compile(
    rf"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{{{_MARKS_KEPT}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)


def clean(text: str, limit: int = 64) -> str:
    """Return foreign text as NFC without control, bidi and surrogate characters, cut short."""
    kept = text[: limit * 8].translate(_DROP)
    kept = "".join(
        " " if c.isspace() else c for c in kept if unicodedata.category(c) not in _BARRED
    )
    kept = _MARKS.sub(r"\1", unicodedata.normalize("NFC", kept)).strip()
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


_BARRED = ("Cc", "Cs", "Cf", "Co", "Cn")


def echo(text: str) -> str:
    """Return a user's own text in the short, harmless form that an answer may repeat."""
    return clean(" ".join(text[: ECHO_LIMIT * 8].split()), ECHO_LIMIT)


def fold(text: str) -> str:
    """Return text as it is compared: NFKC (full-width becomes ASCII), case folded, trimmed."""
    return unicodedata.normalize("NFKC", text[:4096]).casefold().strip()


def width(text: str) -> int:
    """Return the cells a text takes in a terminal; CJK characters take two."""
    return max(wcswidth(text), 0) if text.isprintable() else len(text)


def pad(text: str, cells: int, align: str = "left") -> str:
    """Fill a text with spaces to a number of cells."""
    space = " " * max(0, cells - width(text))
    return space + text if align == "right" else text + space
