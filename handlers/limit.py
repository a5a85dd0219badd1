"""`/limit 2025-04-07`: who closed at the daily limit."""

from typing import Annotated

from bot.core.clock import Moment
from bot.core.i18n import N_, Say
from bot.core.market_ports import Actions, Sessions, Shares, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import Range, SessionDate
from bot.market.leaders import Order
from bot.market.scopes import Scope
from handlers.saying.movers import MOST_ROWS, moved_most
from handlers.saying.ranking import Asked, rank
from handlers.saying.whole_session import Floor

_ROWS = 8


@registry.command("limit", "漲跌停", rank=52)
async def limit(
    group: Annotated[Scope | None, "a basket, an industry, TWSE or TPEx; all by default"] = None,
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    count: Annotated[int, "how many rows", Range(1, MOST_ROWS)] = _ROWS,
    *,
    sessions: Sessions,
    bars: Bars,
    shares: Shares,
    actions: Actions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """Who closed limit-up and limit-down in one session.

    /limit
    /limit dinner 2025-02-03

    Those with the highest turnover come first.
    """
    floor = Floor(sessions, bars, sources, almanac, moment, say)
    asked = Asked("limit", None, group, day, count)
    ranking = await rank(asked, (Order.LIMIT_UP, Order.LIMIT_DOWN), shares, actions, floor)
    return moved_most(ranking, N_("At the limit"), floor)
