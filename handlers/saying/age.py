"""How old the latest figures are, where nobody typed a date."""

from datetime import date

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.replies import Line, Span
from bot.market.calendar import OutsideCalendar, TradingCalendar


def age_line(session: date, calendar: TradingCalendar, moment: Moment, say: Say) -> list[Line]:
    """Mark figures that are not of the latest session; nothing when they are."""
    try:
        if session == calendar.latest(moment.horizon, known_on=moment.today):
            return []
    except OutsideCalendar:
        pass  # past the known calendar no session can be called the latest
    days = (moment.today - session).days
    text = say("Latest figures held: {date}, {days} days ago.", date=session.isoformat(), days=days)
    return [(Span(text, strong=True),)]
