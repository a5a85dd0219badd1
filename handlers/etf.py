"""`/etf 半導體`: ETFs by what became of them this year."""

from typing import Annotated

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Sessions, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import Range, SessionDate, Theme
from handlers.saying.etf_returns import rank_etfs
from handlers.saying.movers import MOST_ROWS
from handlers.saying.ranking import Asked
from handlers.saying.whole_session import Floor

_ROWS = 10


@registry.command("etf", "etf報酬", "etf排行", rank=56)
async def etf(
    theme: Annotated[Theme | None, "a word of their names, all by default"] = None,
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    count: Annotated[int, "how many rows", Range(1, MOST_ROWS)] = _ROWS,
    *,
    sessions: Sessions,
    bars: Bars,
    actions: Actions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """ETFs by their return this year, with the day's move.

    /etf
    /etf 半導體

    Returns begin at the last close of the year before and put dividends back into the shares.
    Without the exchanges' tables of dividends and splits no return is stated.
    """
    floor = Floor(sessions, bars, sources, almanac, moment, say)
    return await rank_etfs(Asked("etf", theme, None, day, count), theme, actions, floor)
