"""What to say where no figures are held: never a guess, always the nearest way out."""

from collections.abc import Callable, Collection
from datetime import date

from bot.core.clock import Moment
from bot.core.errors import AskerError, BanquetError, SourcesSilent
from bot.core.i18n import N_, Say
from bot.core.ports import Bars, Lack, Span
from bot.core.replies import Button
from bot.core.wording import long_date

_UNDER_WAY = {
    Lack.ON_THE_WAY: N_("The figures of {date} are being fetched."),
    Lack.UNPUBLISHED: N_("The exchange has not published {name} for {date} yet."),
    Lack.PARTLY_PUBLISHED: N_("The exchange has published only a part of {date} so far."),
}


async def no_data(  # noqa: PLR0913 - the sentence needs all of these facts
    name: str,
    codes: Collection[str],
    day: date | None,
    *,
    bars: Bars,
    moment: Moment,
    say: Say,
    line: Callable[[str], str],
) -> BanquetError:
    """Refuse a session (None = any) without figures, offering the nearest ones that are held.

    Where the sources could have them, the sentence says how that stands.
    """
    span = await bars.span(moment.horizon)
    near = await _near(codes, day or moment.horizon, bars, moment)
    row = tuple(Button(held.isoformat(), line(held.isoformat())) for held in near)
    buttons = (row,) if row else ()
    lack = bars.lack(day or moment.horizon, codes) if codes else Lack.NOTHING_KNOWN
    if lack is Lack.SILENT:
        return SourcesSilent(buttons)
    if lack in _UNDER_WAY:
        again = Button(say("Ask again"), line((day or moment.horizon).isoformat()))
        date_text = long_date(day or moment.horizon, say)
        message = say(_UNDER_WAY[lack], name=name, date=date_text)
        return AskerError(message, say("Please ask again in a moment."), ((again,), *buttons))
    if span is None:
        return AskerError(say("No figures are held here yet."), say("Please try again later."))
    hint = say("Nearest sessions held:") if row else say("Held here: {first} to {last}.",
               first=span.first.isoformat(), last=span.last.isoformat())  # fmt: skip
    return AskerError(_not_held(name, day, span, say), hint, buttons)


def _not_held(name: str, day: date | None, span: Span, say: Say) -> str:
    """Say that there are no figures, and where the archive begins."""
    if day is None:
        return say("No figures of {name} are held here.", name=name)
    if day < span.first:
        return say("{date} is before the archive, which begins on {first}.",
                   date=long_date(day, say), first=span.first.isoformat())  # fmt: skip
    return say("No figures of {name} for {date} are held here.",
               name=name, date=long_date(day, say))  # fmt: skip


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
