"""Read a month or a year as people type it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bot.market.date_words import western_year
from bot.market.dates import ImpossibleDate
from bot.market.typed_text import tight, typed

_MONTHS_A_YEAR = 12
_CHINESE_MONTHS = {
    f"{number}月": month
    for month, number in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1
    )
}
_ENGLISH_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMED_MONTHS = _CHINESE_MONTHS | _ENGLISH_MONTHS
_MONTHS_AHEAD = {
    "本月": 0,
    "這個月": 0,
    "this month": 0,
    "上月": -1,
    "上個月": -1,
    "last month": -1,
    "下月": 1,
    "下個月": 1,
    "next month": 1,
}
_YEARS_AHEAD = {"今年": 0, "this year": 0, "去年": -1, "last year": -1}

_MONTH_OF_YEAR = (
    re.compile(r"(?P<year>[12][0-9]{3}|1[0-9]{2})[-/](?P<month>[0-9]{1,2})"),
    re.compile(r"(?P<year>[12][0-9]{3}|[1-9][0-9]{1,2})年(?P<month>[0-9]{1,2})月"),
    re.compile(r"民國(?P<year>[1-9][0-9]{1,2})年(?P<month>[0-9]{1,2})月"),
)
_MONTH = re.compile(r"([0-9]{1,2})月")
# A bare number is a year only near our own time; others are codes.
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?")
_ROC_YEAR = re.compile(r"(?:民國)?([1-9][0-9]{1,2})年")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; `last` may lie ahead of today."""

    first: date
    last: date


def read_month(text: str, today: date) -> Period | None:
    """Return the month or year that was typed, or None when the text is neither.

    A month without a year is the latest one not after today's month. Raise `ImpossibleDate` for
    a month that does not exist.
    """
    plain = typed(text)
    try:
        return _numbers(tight(plain), today) or _words(plain.replace("-", " "), today)
    except ValueError as error:
        raise ImpossibleDate(text.strip()) from error


def _numbers(plain: str, today: date) -> Period | None:
    """Read digits; raise `ValueError` for a month or year that does not exist."""
    for form in _MONTH_OF_YEAR:
        if match := form.fullmatch(plain):
            return _month(western_year(int(match["year"])), int(match["month"]))
    if match := _MONTH.fullmatch(plain):
        return _latest(int(match[1]), today)
    if match := _YEAR.fullmatch(plain) or _ROC_YEAR.fullmatch(plain):
        return _year(western_year(int(match[1])))
    return None


def _words(plain: str, today: date) -> Period | None:
    """Read a month's name, or a month or year as seen from today."""
    if plain in _NAMED_MONTHS:
        return _latest(_NAMED_MONTHS[plain], today)
    if plain in _MONTHS_AHEAD:
        count = today.year * _MONTHS_A_YEAR + today.month - 1 + _MONTHS_AHEAD[plain]
        return _month(count // _MONTHS_A_YEAR, count % _MONTHS_A_YEAR + 1)
    if plain in _YEARS_AHEAD:
        return _year(today.year + _YEARS_AHEAD[plain])
    return None


def _latest(month: int, today: date) -> Period:
    """Return the latest such month that has begun."""
    return _month(today.year if month <= today.month else today.year - 1, month)


def _month(year: int, month: int) -> Period:
    """Return a month from its first to its last day."""
    first = date(year, month, 1)
    return Period(first, first.replace(day=monthrange(year, month)[1]))


def _year(year: int) -> Period:
    """Return a year from its first to its last day."""
    return Period(date(year, 1, 1), date(year, 12, 31))
