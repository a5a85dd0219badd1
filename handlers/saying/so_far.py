"""What a look-up without a date says while a session runs: its quotes, or that there are none."""

from collections.abc import Mapping, Sequence

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Quotes
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.replies import Reply, paragraph
from bot.core.session_hours import in_session
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, Instrument
from bot.market.moves import Move
from bot.market.quotes import Quote, move_so_far
from handlers.saying.in_session import SoFar, moved_so_far
from handlers.saying.several_in_session import moved_together_so_far


async def look_so_far(
    instruments: Sequence[Instrument],
    *,
    quotes: Quotes,
    bars: Bars,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply | None:
    """Answer with the last trades; None where no session runs or no trade is known."""
    calendar = almanac.calendar
    if not in_session(moment, calendar):
        return None
    codes = [one.code for one in instruments]
    moves = _moves((*instruments, TAIEX), await quotes.now({*codes, TAIEX.code}), calendar)
    if not any(code in moves for code in codes):
        return None
    if len(instruments) > 1:
        return moved_together_so_far(instruments, moves, say)
    day = await bars.latest(codes, moment.horizon)
    held = await bars.held(day, codes) if day else {}
    index = None if codes == [TAIEX.code] else moves.get(TAIEX.code)
    return moved_so_far(SoFar(moves[codes[0]], index, held.get(codes[0])), say)


def with_closes(
    reply: Reply, *, quotes: Quotes, almanac: Almanac, moment: Moment, say: Say
) -> Reply:
    """Say while a session runs that its own prices are not to be had here."""
    if not in_session(moment, almanac.calendar):
        return reply
    text = (
        say("No real-time quote is to be had at the moment.")
        if quotes.enabled
        else say("No real-time data during the session.")
    )
    return reply.with_block(paragraph(text))


def _moves(
    instruments: Sequence[Instrument], quotes: Mapping[str, Quote], calendar: TradingCalendar
) -> Mapping[str, Move]:
    """Measure the quotes that state a trade, by code."""
    traded = {code: quote for code, quote in quotes.items() if quote.price is not None}
    return {
        one.code: move_so_far(one, traded[one.code], calendar)
        for one in instruments
        if one.code in traded
    }
