"""What a session can be ranked by: the words that people type, and the titles of the answers."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.i18n import N_
from bot.core.values import Names
from bot.market.leaders import Order

ETF = "etf"
"""Ranked by what became of them this year, which is no order of one session."""
WORDS: Mapping[str, Order] = MappingProxyType(
    {
        "up": Order.UP,
        "down": Order.DOWN,
        "volume": Order.VOLUME,
        "turnover": Order.TURNOVER,
        "price": Order.PRICE,
        "limit_up": Order.LIMIT_UP,
        "limit_down": Order.LIMIT_DOWN,
        "contribution": Order.CONTRIBUTION,
    }
)
WORD_OF: Mapping[Order, str] = MappingProxyType({order: word for word, order in WORDS.items()})
NAMES = Names(
    {
        "up": (N_("gainers"), "漲幅", "漲幅榜", "上漲", "漲"),
        "down": (N_("losers"), "跌幅", "跌幅榜", "下跌", "跌"),
        "volume": (N_("by volume"), "成交量", "量"),
        "turnover": (N_("by turnover"), "成交值", "成交金額", "成交額"),
        "price": (N_("highest price"), "股價", "股王", "高價股"),
        "limit_up": (N_("limit-up"), "漲停", "漲停板"),
        "limit_down": (N_("limit-down"), "跌停", "跌停板"),
        "contribution": (N_("points of the TAIEX"), "貢獻", "貢獻度", "貢獻點數"),
        ETF: (N_("ETFs, year to date"), "ETF報酬"),
    }
)
TITLES: Mapping[Order, str] = MappingProxyType(
    {
        Order.UP: N_("Biggest gainers"),
        Order.DOWN: N_("Biggest losers"),
        Order.VOLUME: N_("Highest volume"),
        Order.TURNOVER: N_("Highest turnover"),
        Order.PRICE: N_("Highest-priced stocks"),
        Order.LIMIT_UP: N_("Closed limit-up"),
        Order.LIMIT_DOWN: N_("Closed limit-down"),
        Order.CONTRIBUTION: N_("Points given to the TAIEX"),
    }
)
