"""The last session of a span that begins on another one."""

from collections.abc import Collection
from datetime import date

from bot.core.clock import Moment
from bot.core.ports import Bars


async def look_last(codes: Collection[str], first: date, bars: Bars, moment: Moment) -> date | None:
    """Return the latest session that holds all the codes, or else most; None up to `first`."""
    for at_least in (len(codes), (len(codes) + 1) // 2):
        last = await bars.newest(codes, moment.horizon, at_least)
        if last and last > first:
            return last
    return None
