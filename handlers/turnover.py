"""`/turnover 2026-01-21`: how much the market traded in one session."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.market_ports import Sessions, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Button, Reply
from bot.core.values import SessionDate
from bot.core.wording import long_date
from bot.market.instruments import TAIEX, TPEX_INDEX, Market
from handlers.saying.turnover import Traded, traded
from handlers.saying.whole_session import Floor, fetching

_INDICES = (TAIEX, TPEX_INDEX)


@registry.command("turnover", "成交值", "量能", "成交量", rank=36)
async def turnover(
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    *,
    sessions: Sessions,
    bars: Bars,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """How much the market traded in one session.

    /turnover
    /turnover 2025-02-03

    Ranks and records count only the sessions that are held, up to the one asked for.
    """
    floor = Floor(sessions, bars, sources, almanac, moment, say)
    session = day or await bars.newest([TAIEX.code], moment.horizon)
    found = await _look(session, floor) if session else None
    if session is None or found is None or not found.markets:
        raise await _refusal(day or session, found, floor)
    return traded(found, almanac.calendar, moment, say, asked=day is not None)


async def _look(session: date, floor: Floor) -> Traded:
    """Gather the markets' turnover; a session held without it is asked for as a whole."""
    codes = [index.code for index in _INDICES]
    held = await floor.bars.on(session, codes)
    if TAIEX.code not in held or held[TAIEX.code].turnover is None:
        await floor.sessions.whole(session)
        held = await floor.bars.held(session, codes)
    amounts = {code: await floor.sessions.turnovers(code, session) for code in codes}
    found = Traded.of(session, held, amounts, floor.almanac.calendar)
    records = [
        await floor.bars.held(one.highest, [index.code]) for index, one in found.markets.items()
    ]
    return replace(found, records=[bar for record in records for bar in record.values()])


async def _refusal(session: date | None, found: Traded | None, floor: Floor) -> AskerError:
    """Say that no turnover is held; it may be on its way, or held of an earlier session."""
    say = floor.say
    if session is None:
        return AskerError(say("No figures are held here yet."), say("Please try again later."))
    if await floor.sources.pending(session, Market.TWSE):
        return fetching(session, f"/turnover {session}", say)
    message = say("No turnover of {date} is held here.", date=long_date(session, say))
    last = found.last if found else None
    row = [Button(last.isoformat(), f"/turnover {last}")] if last else []
    row.append(Button(say("TAIEX"), f"/index {session}"))
    hint = say("Nearest sessions held:") if last else say("The index itself:")
    return AskerError(message, hint, (tuple(row),))
