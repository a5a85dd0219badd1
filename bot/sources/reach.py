"""Of which days the sources can have closes at all."""

from datetime import date

from bot.core.clock import Clock, Moment
from bot.market.calendar import OutsideCalendar, TradingCalendar


def closes_known(day: date, calendar: TradingCalendar, clock: Clock) -> bool:
    """Tell whether a day is a session whose close can be known by now."""
    try:
        return day <= Moment(clock.now()).horizon and calendar.is_session(day)
    except OutsideCalendar:
        return False
