"""`/about`: version, what is held, where it comes from, what it is not."""

from bot import __version__
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import Section, registry
from bot.core.replies import Reply, paragraph


@registry.command("about", "關於", section=Section.GENERAL, rank=30)
async def about(*, bars: Bars, almanac: Almanac, moment: Moment, say: Say) -> Reply:
    """Version, what figures are held, and where they come from."""
    span = await bars.span(moment.horizon)
    held = (
        say("Figures held: {bars} bars, {first} to {last}.",
            bars=f"{span.bars:,}", first=span.first.isoformat(), last=span.last.isoformat())
        if span
        else say("No figures are held here yet.")
    )  # fmt: skip
    calendar = almanac.calendar
    known = say("Trading calendar: {first} to {last}.",
                first=calendar.first.isoformat(), last=calendar.last.isoformat())  # fmt: skip
    return Reply(
        title=say("Banquet {version}", version=__version__),
        blocks=(
            paragraph(held, known),
            paragraph(
                say(
                    "Sources: closing prices as published by the exchanges and the press, bundled."
                ),
                say("Figures for information, not investment advice."),
                say("Free software under the MIT licence."),
            ),
        ),
        source=say("Source: {source}", source=say("published closing prices, bundled")),
        summary={
            "version": __version__,
            "first": span.first if span else None,
            "last": span.last if span else None,
            "bars": span.bars if span else 0,
        },
        private=True,
    )
