"""Foreign text made inert on Discord: no markup, no mention, no link, no broken code block."""

import re
import unicodedata

_BARRED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BREAKS = frozenset("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_MARKUP = re.compile(r"[\\*_~|`\[\]<]")
_LINE_START = re.compile(r"^(\s*)(#{1,3}\s|>|[-+]\s|-#)")
_NUMBERED = re.compile(r"^(\s*\d+)([.)]\s)")
_LOOKALIKE = "\u02cb"
"""A grave accent that opens and closes no code."""


def harmless(text: str) -> str:
    """Return the text on one line, without control, bidi, surrogate and unassigned characters."""
    return "".join(
        " " if c in _BREAKS else c
        for c in text
        if c in _BREAKS or unicodedata.category(c) not in _BARRED
    )


def escaped(text: str) -> str:
    """Return text whose every character shows as itself: markup, mentions and links are dead."""
    shown = _MARKUP.sub(r"\\\g<0>", harmless(text))
    # A backslash before the colon stops the link; only a break after @ stops @everyone's look.
    return shown.replace("://", "\\://").replace("@", "@\u200b")


def guarded(line: str) -> str:
    """Return a line that Discord takes for no heading, quotation or list."""
    line = _LINE_START.sub(r"\1\\\2", line)
    return _NUMBERED.sub(r"\1\\\2", line)


def code(text: str) -> str:
    """Return the text as inline code; nothing inside can end it."""
    inside = harmless(text).replace("`", _LOOKALIKE).strip()
    return f"`{inside}`" if inside else ""


def in_fence(text: str) -> str:
    """Return text that cannot end the code block it stands in."""
    return harmless(text).replace("`", _LOOKALIKE)
