"""`/index 2025-02-03`: what the TAIEX did in one session."""

from typing import Annotated

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Opinions, Quotes
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import SessionDate
from bot.market.instruments import TAIEX
from handlers.saying.day_actions import DayActions
from handlers.saying.one_move import look_up, moved
from handlers.saying.second_source import with_opinion
from handlers.saying.so_far import look_so_far, with_closes


@registry.command("index", "大盤", "加權指數", "taiex", rank=30)
async def index(
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    *,
    bars: Bars,
    actions: Actions,
    quotes: Quotes,
    opinions: Opinions,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """What the TAIEX did in one session.

    /index 2025-02-03
    /index 開紅盤
    """
    if day is None and (
        so_far := await look_so_far(
            [TAIEX], quotes=quotes, bars=bars, almanac=almanac, moment=moment, say=say
        )
    ):
        return so_far
    session = day or await bars.newest([TAIEX.code], moment.horizon)
    held = await bars.on(session, [TAIEX.code]) if session else {}
    if session is None or TAIEX.code not in held:
        raise await no_data(
            "TAIEX", [TAIEX.code], day, bars=bars, moment=moment, say=say, line="/index {}".format
        )
    asked = day is not None
    one = await look_up(
        TAIEX, session, held, bars=bars, actions=actions, almanac=almanac, moment=moment,
        day=DayActions(), asked=asked,
    )  # fmt: skip
    reply = await with_opinion(moved(one, say), one.move, opinions, say)
    if asked:
        return reply
    return with_closes(reply, quotes=quotes, almanac=almanac, moment=moment, say=say)
