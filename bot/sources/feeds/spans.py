"""The days that one answer holds: a day, its month or its year."""

from calendar import monthrange
from datetime import date

from bot.core.intake import Days


def one_day(day: date) -> Days:
    """Return the day alone."""
    return Days(day, day)


def whole_month(day: date) -> Days:
    """Return the day's month."""
    first = day.replace(day=1)
    return Days(first, first.replace(day=monthrange(day.year, day.month)[1]))


def whole_year(day: date) -> Days:
    """Return the day's year."""
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def within(day: date, days: Days) -> bool:
    """Tell whether a day is one of the days."""
    return days.first <= day <= days.last
