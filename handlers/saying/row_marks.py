"""What sets a row of a table apart: its limit, what happened to the shares, a new listing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.core.i18n import N_, Say
from bot.core.ports import Bars
from bot.market.actions import CorporateAction
from bot.market.calendar import TradingCalendar
from bot.market.marks import actions_of
from bot.market.moves import Limit, Move
from handlers.saying.actions import action_names
from handlers.saying.newness import look_new

_LIMITS: Mapping[Limit, str] = {Limit.UP: N_("limit-up"), Limit.DOWN: N_("limit-down")}


@dataclass(frozen=True, slots=True)
class RowMarks:
    """A session's corporate actions, and the codes that have no limits yet as new listings."""

    actions: Collection[CorporateAction] = ()
    new: Collection[str] = ()

    def of(self, move: Move, say: Say) -> str:
        """Write a row's marks after its name; empty where nothing sets it apart."""
        marks = [say(_LIMITS[move.limit])] if move.limit else []
        if own := actions_of(move.instrument.code, move.bar.session, self.actions):
            marks.append(action_names(own, say))
        if move.instrument.code in self.new:
            marks.append(say("no daily limit"))
        return f" {say(' · ').join(marks)}" if marks else ""


async def look_new_codes(
    moves: Iterable[Move], bars: Bars, calendar: TradingCalendar
) -> frozenset[str]:
    """Return which of the rows are new listings without limits."""
    each = [
        (move.instrument.code, await look_new(move.instrument, move.bar.session, bars, calendar))
        for move in moves
    ]
    return frozenset(code for code, number in each if number)
