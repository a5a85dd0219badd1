"""The sessions next to one, as far as figures of them are held."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.core.clock import Moment
from bot.core.ports import Bars
from bot.core.replies import Button
from bot.core.wording import short_date
from bot.market.calendar import TradingCalendar


@dataclass(frozen=True, slots=True)
class Near:
    """The sessions before and after; None where nothing is held of them."""

    before: date | None
    after: date | None

    def buttons(self, line: str) -> tuple[Button, ...]:
        """Offer both; `{}` in the line takes the date."""
        days = ((self.before, "◀ {}"), (self.after, "{} ▶"))
        return tuple(
            Button(label.format(short_date(day)), line.format(day)) for day, label in days if day
        )


async def look_near(
    codes: Collection[str], session: date, bars: Bars, calendar: TradingCalendar, moment: Moment
) -> Near:
    """Look whether the neighbouring sessions hold any of the codes."""
    days = (
        calendar.before(session, known_on=moment.today),
        calendar.after(session, known_on=moment.today),
    )
    held = [day if day and await bars.held(day, codes) else None for day in days]
    return Near(*held)
