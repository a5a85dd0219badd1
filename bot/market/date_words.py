"""Read words that name a day as seen from today: 昨天, 上週五, last friday, 開紅盤."""

import re
from datetime import date, timedelta

from bot.market.calendar import TradingCalendar

_DAYS_BACK = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "昨天": 1,
    "昨日": 1,
    "yesterday": 1,
    "前天": 2,
    "大前天": 3,
}
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = (
    {character: number for number, character in enumerate("一二三四五六日")}
    | {"天": 6}
    | {name: number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
    | {name[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
)
_WEEKDAY = re.compile(
    r"(?P<week>[上這本])?個?(?:週|周|星期|禮拜)(?P<day>[一二三四五六日天])"
    r"|(?:(?P<english_week>last|this)[ -])?(?P<english_day>[a-z]{3,9})"
)
_WEEKS_BACK = {"上": 1, "last": 1, "這": 0, "本": 0, "this": 0}
_LUNAR = re.compile(r"(?:(?P<year>[12][0-9]{3}|1[0-9]{2})年?)?(?P<end>開紅盤|封關)")

_ROC_BEFORE_FIRST_YEAR = 1911
_ROC_YEARS = 1000


def western_year(year: int) -> int:
    """Return the Western year of a year number that may count from the Republic's founding."""
    return year + _ROC_BEFORE_FIRST_YEAR if year < _ROC_YEARS else year


def day_back(text: str, today: date) -> date | None:
    """Read 今天, 昨天, 前天, 大前天 and their English."""
    back = _DAYS_BACK.get(text)
    return None if back is None else today - timedelta(days=back)


def weekday(text: str, today: date) -> date | None:
    """Read a weekday: the latest one not after today, or the one of the week that is named.

    Weeks begin on Monday, so that 上週五 is never in the same calendar week; 這週五 may lie ahead.
    """
    match = _WEEKDAY.fullmatch(text)
    number = _WEEKDAYS.get(match["day"] or match["english_day"]) if match else None
    if match is None or number is None:
        return None
    week = match["week"] or match["english_week"]
    if week is None:
        return today - timedelta(days=(today.weekday() - number) % 7)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=number - 7 * _WEEKS_BACK[week])


def lunar_end(text: str, today: date, calendar: TradingCalendar) -> date | None:
    """Read 開紅盤 or 封關, of a given year or the latest one not after today.

    Raise `OutsideCalendar` for a year that the calendar does not hold.
    """
    match = _LUNAR.fullmatch(text)
    if match is None:
        return None
    of_year = (
        calendar.first_of_lunar_year if match["end"] == "開紅盤" else calendar.last_of_lunar_year
    )
    if match["year"]:
        return of_year(western_year(int(match["year"])))
    this_year = of_year(today.year, known_on=today)
    return this_year if this_year <= today else of_year(today.year - 1)
