"""`/top 半導體業`: the highest-priced stocks, the king of stocks first."""

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

_ROWS = 10


@registry.command("top", "股王", "高價股", rank=54)
async def top(
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
    """Which stocks cost the most, the king of stocks first.

    /top
    /top dinner 2025-02-03
    """
    floor = Floor(sessions, bars, sources, almanac, moment, say)
    asked = Asked("top", None, group, day, count)
    return moved_most(
        await rank(asked, (Order.PRICE,), shares, actions, floor), N_("Movers"), floor
    )
