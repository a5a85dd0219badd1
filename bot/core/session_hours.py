"""When the market trades: between the open and the close of a session no close is known."""

from datetime import time

from bot.core.clock import CLOSE, TAIPEI, Moment
from bot.market.calendar import OutsideCalendar, TradingCalendar

OPEN = time(9)
"""The regular session begins at 09:00 Taipei time."""


def in_session(moment: Moment, calendar: TradingCalendar) -> bool:
    """Tell whether a session is running: from its open until its close can be known."""
    if not OPEN <= moment.now.astimezone(TAIPEI).time() < CLOSE:
        return False
    try:
        return calendar.is_session(moment.today, known_on=moment.today)
    except OutsideCalendar:
        return False
