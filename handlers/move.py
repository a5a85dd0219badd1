"""`/move 2330 2025-02-03`: what instruments did in one session."""

from typing import Annotated

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Opinions, Quotes, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import SessionDate
from bot.market.instruments import TAIEX, Instrument
from handlers.saying.day_actions import look_at_day
from handlers.saying.names import named
from handlers.saying.near import look_near
from handlers.saying.one_move import look_up, moved
from handlers.saying.paused import explained
from handlers.saying.second_source import with_opinion
from handlers.saying.several_moves import SeveralMoves, moved_together
from handlers.saying.so_far import look_so_far, with_closes


@registry.command("move", "漲跌", "股價", "查", rank=10, bare=True, baskets_to="basket")
async def move(
    instruments: Annotated[tuple[Instrument, ...], "codes or names, up to 12"],
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    *,
    bars: Bars,
    actions: Actions,
    quotes: Quotes,
    opinions: Opinions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """What instruments did in one session.

    /move 2330 2025-02-03
    /move 台積電 開紅盤
    /move 2330 2317 2382 2025-02-03

    The change is measured against the reference price: the close before, adjusted where shares
    go ex-dividend, split or change their capital. Percentages are rounded half up.
    """
    if day is None and (
        so_far := await look_so_far(
            instruments, quotes=quotes, bars=bars, almanac=almanac, moment=moment, say=say
        )
    ):
        return so_far
    codes = [instrument.code for instrument in instruments]
    session = day or await bars.newest(codes, moment.horizon, (len(codes) + 1) // 2)
    held = await bars.on(session, {*codes, TAIEX.code}) if session else {}
    if session is None or not any(code in held for code in codes):
        refusal = await no_data(
            say(", ").join(named(i, say) for i in instruments[:3]), codes, day, bars=bars,
            moment=moment, say=say, line=f"/move {' '.join(codes)} {{}}".format,
        )  # fmt: skip
        raise await explained(refusal, instruments, day, bars=bars, actions=actions, say=say)
    asked = day is not None
    happened = await look_at_day(instruments, session, held, actions, sources)
    if len(instruments) > 1:
        near = await look_near(codes, session, bars, almanac.calendar, moment)
        reply = moved_together(
            SeveralMoves(
                instruments, session, held, near, almanac.calendar, moment, asked, happened
            ),
            say,
        )
    else:
        one = await look_up(
            instruments[0], session, held, bars=bars, actions=actions, almanac=almanac,
            moment=moment, day=happened, asked=asked,
        )  # fmt: skip
        reply = await with_opinion(moved(one, say), one.move, opinions, say)
    if asked:
        return reply
    return with_closes(reply, quotes=quotes, almanac=almanac, moment=moment, say=say)
