"""What to say where no figures are held: never a guess, always the nearest way out."""

from collections.abc import Callable, Collection
from datetime import date

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.ports import Bars
from bot.core.replies import Button
from bot.core.wording import long_date


async def no_data(  # noqa: PLR0913 - the sentence needs all of these facts
    name: str,
    codes: Collection[str],
    day: date | None,
    *,
    bars: Bars,
    moment: Moment,
    say: Say,
    line: Callable[[str], str],
) -> AskerError:
    """Refuse a session (None = any) without figures, offering the nearest ones that are held."""
    span = await bars.span(moment.horizon)
    if span is None:
        return AskerError(say("No figures are held here yet."), say("Please try again later."))
    if day is None:
        message = say("No figures of {name} are held here.", name=name)
    elif day < span.first:
        message = say("{date} is before the archive, which begins on {first}.",
                      date=long_date(day, say), first=span.first.isoformat())  # fmt: skip
    else:
        message = say("No figures of {name} for {date} are held here.",
                      name=name, date=long_date(day, say))  # fmt: skip
    near = await _near(codes, day or moment.horizon, bars, moment)
    row = tuple(Button(held.isoformat(), line(held.isoformat())) for held in near)
    hint = say("Nearest sessions held:") if row else say("Held here: {first} to {last}.",
               first=span.first.isoformat(), last=span.last.isoformat())  # fmt: skip
    return AskerError(message, hint, (row,) if row else ())


async def _near(codes: Collection[str], day: date, bars: Bars, moment: Moment) -> list[date]:
    """Return the sessions held next to a day, and those of the same day in other years."""
    half = (len(codes) + 1) // 2
    near = [
        await bars.latest(codes, min(day, moment.horizon), half),
        await bars.earliest(codes, day, half),
    ]
    if span := await bars.span(moment.horizon):
        years = range(span.first.year, span.last.year + 1)
        same = [date(year, day.month, min(day.day, 28)) for year in years]
        near += [d for d in same if d.day == day.day and await bars.latest(codes, d, half) == d]
    return sorted({held for held in near if held})
