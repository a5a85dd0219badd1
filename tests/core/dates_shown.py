"""Every date that a reply shows, wherever it stands."""

import json
import re
from collections.abc import Iterator
from datetime import date

from bot.core.replies import Reply
from tests.telling import labels_of, told

# A whole date, Western or Republican: with one separator twice, in Chinese, or in eight digits.
_WHOLE = re.compile(
    r"(?<![0-9.,])(?P<y>(?:19|20)[0-9]{2}|1[0-9]{2})(?P<sep>[-/])(?P<m>[0-9]{1,2})(?P=sep)"
    r"(?P<d>[0-9]{1,2})(?![0-9])"
    r"|(?<![0-9.,])(?P<y2>(?:19|20)[0-9]{2}|1[0-9]{2})年(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})"
    r"|(?<![0-9.,])(?P<y3>(?:19|20)[0-9]{2})(?P<m3>[0-9]{2})(?P<d3>[0-9]{2})(?![0-9])"
)
_MONTH = re.compile(r"(?<![0-9.,])((?:19|20)[0-9]{2})[-/]([0-9]{2})(?![-/0-9])")
_SHORT = re.compile(r"(?<![0-9./-])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_REPUBLIC = 1911


def dates_in(text: str, year: int | None = None) -> Iterator[date]:
    """Yield the dates a text holds; one without a year is of the year given."""
    for found in _WHOLE.finditer(text):
        y, m, d = (int(part) for part in found.groups() if part and part.isdigit())
        yield from _day(y if y > _REPUBLIC else y + _REPUBLIC, m, d)
    for y, m in _MONTH.findall(text):
        yield from _day(int(y), int(m), 1)
    if year is not None:
        for m, d in _SHORT.findall(text):
            yield from _day(year, int(m), int(d))


def shown(reply: Reply) -> set[date]:
    """Return the dates in title, text, figures, summary and buttons.

    A date without a year belongs to the session's year; without a session none is shown so.
    """
    whole = told(reply)
    session = whole["summary"].get("session")
    year = date.fromisoformat(str(session)).year if session else None
    texts = [whole["title"], whole["text"], *labels_of(reply)]
    held = {day for text in texts for day in dates_in(text, year)}
    return held | set(dates_in(json.dumps(whole, ensure_ascii=False)))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    """Yield the day where it exists; other digits are no date."""
    try:
        yield date(year, month, day)
    except ValueError:
        return
