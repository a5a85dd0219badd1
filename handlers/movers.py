"""`/movers turnover 半導體業 2025-04-07`: who led the market in one session."""

from typing import Annotated, Literal

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
from handlers.saying.etf_returns import rank_etfs
from handlers.saying.movers import MOST_ROWS, moved_most
from handlers.saying.orders import ETF, NAMES, WORDS
from handlers.saying.ranking import Asked, rank
from handlers.saying.whole_session import Floor

_EACH = 5
"""Rows of gainers and of losers where no order is named."""
_ROWS = 10


@registry.command("movers", "排行", "漲跌排行", rank=34)
async def movers(
    order: Annotated[
        Literal[
            "up", "down", "turnover", "volume", "price", "limit_up", "limit_down",
            "contribution", "etf",
        ] | None,
        "what to rank by, gainers and losers by default",
        NAMES,
    ] = None,
    group: Annotated[Scope | None, "a basket, an industry, TWSE or TPEx; all by default"] = None,
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    count: Annotated[int | None, "how many rows", Range(1, MOST_ROWS)] = None,
    *,
    sessions: Sessions,
    bars: Bars,
    shares: Shares,
    actions: Actions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:  # fmt: skip
    """Who led the market in one session.

    /movers
    /movers turnover 2025-02-03
    /movers 漲幅 半導體業
    /movers contribution
    /movers down dinner 2025-02-03

    Ranked are common stocks and depositary receipts; ETFs have their own ranking. Those at a limit
    are ordered by turnover. Contributions are estimated from reference prices and issued shares.
    """
    floor = Floor(sessions, bars, sources, almanac, moment, say)
    rows = count or (_ROWS if order else _EACH)
    asked = Asked("movers", order, group, day, rows)
    if order == ETF:
        return await rank_etfs(asked, None, actions, floor)
    orders = (WORDS[order],) if order else (Order.UP, Order.DOWN)
    return moved_most(await rank(asked, orders, shares, actions, floor), N_("Movers"), floor)
