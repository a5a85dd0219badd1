"""How instruments and special days are named."""

from datetime import date

from bot.core.i18n import Say
from bot.core.wording import long_date, near_date, weekday
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument, Kind


def name_of(instrument: Instrument, say: Say) -> str:
    """Name an instrument in the reader's language."""
    return instrument.name if say.language == "zh-TW" else instrument.english or instrument.name


def named(instrument: Instrument, say: Say) -> str:
    """Name an instrument with its code: `台積電（2330）`; an index has none."""
    if instrument.kind is Kind.INDEX:
        return name_of(instrument, say)
    return say("{name} ({code})", name=name_of(instrument, say), code=instrument.code)


def day_title(day: date, calendar: TradingCalendar, say: Say) -> str:
    """Write a session's date with its weekday and what is special about it."""
    mark = lunar_mark(day, calendar, say)
    if not mark:
        return long_date(day, say)
    return say("{date} ({weekday}, {mark})",
               date=day.isoformat(), weekday=weekday(day, say), mark=mark)  # fmt: skip


def lunar_mark(day: date, calendar: TradingCalendar, say: Say) -> str:
    """Name the first and the last session of a lunar year; empty on other days."""
    if day == calendar.first_of_lunar_year(day.year):
        return say("first session of the lunar year")
    if day == calendar.last_of_lunar_year(day.year):
        return say("last session of the lunar year")
    return ""


def close_of_day(day: date, other: date, calendar: TradingCalendar, say: Say) -> str:
    """Name a session's close in short, seen from another day: `1/22 封關收盤`."""
    mark = lunar_mark(day, calendar, say)
    text = near_date(day, other)
    return say("{date} close, {mark}", date=text, mark=mark) if mark else say(
        "{date} close", date=text
    )  # fmt: skip
