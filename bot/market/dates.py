"""Read a day as people type it: Western, Republican or yearless numbers, and words."""

import re
from datetime import date

from bot.market.calendar import OutsideCalendar, TradingCalendar
from bot.market.date_words import day_back, lunar_end, weekday, western_year
from bot.market.typed_text import tight, typed

# 29 February is at most eight years away (1896 to 1904, 2096 to 2104).
_YEARS_BACK = 8

# A whole date. Two- and three-digit years count from 1912 (民國); three digits start with 1.
_WHOLE = (
    re.compile(
        r"(?P<year>[12][0-9]{3}|1[0-9]{2})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    ),
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>1[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-9]{2})"),
    re.compile(
        r"民國(?P<year>[1-9][0-9]{1,2})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    ),
    re.compile(r"民國(?P<year>[1-9][0-9]{1,2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日號]?"),
    re.compile(
        r"(?P<year>[12][0-9]{3}|[1-9][0-9]{1,2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日號]?"
    ),
)
# A month and a day. No hyphen, which also writes ranges, and no dot, which writes prices.
_YEARLESS = (
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<month>0[1-9]|1[0-2])(?P<day>[0-9]{2})"),
    re.compile(r"(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日號]?"),
)


class ImpossibleDate(Exception):  # noqa: N818 - named for what is wrong with what was typed
    """Something has the form of a date or a month that does not exist, such as 2/30."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_date(text: str, today: date, calendar: TradingCalendar) -> date | None:
    """Return the day that was typed, or None when the text is no date at all.

    Without a year it is the latest such day not after `today`. Raise `ImpossibleDate` for a day
    that does not exist, and for 開紅盤 or 封關 of a year the calendar does not hold.
    """
    plain = typed(text)
    try:
        return _numbers(tight(plain), today) or _words(plain, today, calendar)
    except (ValueError, OverflowError, OutsideCalendar) as error:
        raise ImpossibleDate(text.strip()) from error


def _numbers(plain: str, today: date) -> date | None:
    """Read a date written in digits; raise `ValueError` when there is no such day."""
    for form in _WHOLE:
        if match := form.fullmatch(plain):
            return date(western_year(int(match["year"])), int(match["month"]), int(match["day"]))
    for form in _YEARLESS:
        if match := form.fullmatch(plain):
            return _latest(int(match["month"]), int(match["day"]), today)
    return None


def _words(plain: str, today: date, calendar: TradingCalendar) -> date | None:
    """Read a date said in words."""
    return day_back(plain, today) or weekday(plain, today) or lunar_end(plain, today, calendar)


def _latest(month: int, day: int, today: date) -> date:
    """Return the latest day of that month and number not after today."""
    for year in range(today.year, today.year - _YEARS_BACK - 1, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(f"no month {month} has a day {day}")
