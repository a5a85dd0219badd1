"""Where a move stands among the companies at the dinner."""

from dataclasses import dataclass

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.market.moves import Move, move_of


@dataclass(frozen=True, slots=True)
class Rank:
    """A place, counted from the strongest riser or the strongest faller."""

    place: int
    of: int
    falling: bool


async def look_rank(move: Move, bars: Bars, almanac: Almanac, moment: Moment) -> Rank | None:
    """Rank a member of the latest dinner; None unless every member's move is held.

    What lacks is not waited for: the answer is about the one instrument.
    """
    dinner = almanac.baskets["dinner"].known_by(moment.yesterday).edition_on(move.bar.session)
    if dinner is None or move.instrument.code not in dinner.codes or not move.percent:
        return None
    held = await bars.held(move.bar.session, dinner.codes)
    percents = [
        move_of(instrument, held[code], almanac.calendar).percent
        for code in dinner.codes
        if code in held and (instrument := almanac.directory.get(code))
    ]
    known = [p for p in percents if p is not None]
    if len(known) < len(dinner.codes):
        return None
    falling = move.percent < 0
    ahead = [p for p in known if (p < move.percent if falling else p > move.percent)]
    return Rank(len(ahead) + 1, len(known), falling)


def rank_text(rank: Rank, say: Say) -> str:
    """Say the place."""
    if rank.falling:
        return say("No. {place} faller of the {of} at the dinner", place=rank.place, of=rank.of)
    return say("No. {place} riser of the {of} at the dinner", place=rank.place, of=rank.of)
