"""Text to Telegram's HTML: escaped, freed of control characters, counted as Telegram counts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Final

from bot.core.replies import Line, Span

LINE_MOST: Final = 3500
"""UTF-16 units of one line's HTML before it is broken; a message takes 4096."""
_STRETCH: Final = 500
# Controls, zero-width and bidi characters, and lone surrogates, which UTF-8 cannot carry.
_BARRED: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
)


def harmless(text: str) -> str:
    """Return a text on one line, without characters that steer the display."""
    return _BARRED.sub("", text.replace("\n", " ").replace("\t", " "))


def safe(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(harmless(text), quote=False)


def units(text: str) -> int:
    """Count a text in UTF-16 units, as Telegram's limits do."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def html_of(span: Span) -> str:
    """Return a span with its markup; an empty one without, as Telegram drops empty tags."""
    text = safe(span.text)
    if not text:
        return ""
    text = f"<code>{text}</code>" if span.code else text
    return f"<b>{text}</b>" if span.strong else text


def html_lines(line: Line) -> Iterator[str]:
    """Return a line as HTML; one that no message could hold is broken into several."""
    whole = "".join(map(html_of, line))
    if units(whole) <= LINE_MOST:
        yield whole
        return
    for span in line:
        for start in range(0, len(span.text), _STRETCH):
            yield html_of(replace(span, text=span.text[start : start + _STRETCH]))
