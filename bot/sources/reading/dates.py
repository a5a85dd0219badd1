"""Read the forms of dates that the exchanges print; years below 1000 count from 1911."""

import re
from datetime import date

from bot.sources.reading.cells import CellError, text_of

_ROC_EPOCH = 1911
_GREGORIAN = 1000
_FORMS = (
    re.compile(r"([0-9]{2,4})([/-])([0-9]{1,2})\2([0-9]{1,2})\*?"),
    re.compile(r"([0-9]{2,3})(年)([0-9]{1,2})月([0-9]{1,2})日\*?"),
    re.compile(r"([0-9]{3,4})()([0-9]{2})([0-9]{2})\*?"),
)
_MONTH = re.compile(r"([0-9]{2,3})年([0-9]{1,2})月")
_DAY = re.compile(r"([0-9]{2,3})年([0-9]{1,2})月([0-9]{1,2})日")


def day_of(cell: object) -> date:
    """Read `114/02/03`, `113年03月04日`, `1150101`, `20230130` or `2026-01-01`; a `*` is a note."""
    text = text_of(cell)
    found = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    day = _date(found[1], found[3], found[4]) if found else None
    if day is None:
        raise CellError("bad_date")
    return day


def month_in(title: str) -> date | None:
    """Return the first day of the month that a title names, as in `114年01月 2330 台積電 …`."""
    found = _MONTH.search(title)
    return _date(found[1], found[2], "1") if found else None


def day_in(title: str) -> date | None:
    """Return the first day that a title names, as in `112年01月30日 每日收盤行情`."""
    found = _DAY.search(title)
    return _date(found[1], found[2], found[3]) if found else None


def _date(year: str, month: str, day: str) -> date | None:
    """Build a date; None where the calendar knows none such."""
    number = int(year)
    try:
        return date(number if number >= _GREGORIAN else number + _ROC_EPOCH, int(month), int(day))
    except ValueError:
        return None
