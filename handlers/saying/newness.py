"""Which session of a new listing it is, while there are no daily limits."""

from datetime import date

from bot.core.ports import Bars
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument
from bot.market.moves import new_session


async def look_new(
    instrument: Instrument, session: date, bars: Bars, calendar: TradingCalendar
) -> int | None:
    """Return 1 to 5 for the first sessions of a listing; None for what traded before it.

    A stock that came over from the other exchange is not new and keeps its limits.
    """
    number = new_session(instrument, session, calendar)
    if number is None or instrument.listed is None:
        return None
    before = calendar.before(instrument.listed)
    came_over = before and await bars.held(before, [instrument.code])
    return None if came_over else number
