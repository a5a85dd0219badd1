"""Actions as the exchanges published them: references, limits and bases are not computed here."""

from datetime import date
from decimal import Decimal

from bot.market.actions import ActionKind
from bot.market.instruments import Market
from tests.standins.exchange.actions import Action


def _prices(text: str) -> tuple[Decimal, Decimal, Decimal, Decimal, Decimal]:
    """Read the close before, the reference, limit-up, limit-down and the opening's base."""
    before, reference, up, down, base = (Decimal(price) for price in text.split())
    return before, reference, up, down, base


def _paid(market: Market, day: date, name: str, prices: str, cash: str) -> Action:
    """Make an ex-dividend day; `name` is the code and the name."""
    code, _, short = name.partition(" ")
    kind = ActionKind.EX_DIVIDEND
    return Action(market, kind, day, code, short, *_prices(prices), cash=Decimal(cash))


_MARCH_4, _MARCH_22 = date(2024, 3, 4), date(2024, 3, 22)
DIVIDENDS = (
    _paid(Market.TWSE, _MARCH_4, "00690 兆豐藍籌30", "31.35 30.60 33.66 27.54 30.60", "0.75"),
    _paid(Market.TWSE, _MARCH_4, "00913 兆豐台灣晶圓製造", "19.42 18.96 20.85 17.07 18.96", "0.46"),
    _paid(Market.TPEX, _MARCH_22, "2065 世豐", "65.70 62.84 69.10 56.60 62.80", "2.86203464"),
    _paid(Market.TPEX, _MARCH_22, "5478 智冠", "166.50 157.50 173.00 142.00 157.50", "9"),
    _paid(Market.TPEX, _MARCH_22, "6895 宏碩系統", "103.50 101.30 111.00 91.20 101.50", "2.2"),
)
"""Ex-dividend days of 2024, two on TWSE and three on TPEx."""

HALTS = (
    Action(
        Market.TWSE,
        ActionKind.SPLIT,
        date(2025, 6, 18),
        "0050",
        "元大台灣50",
        *_prices("188.65 47.16 51.85 42.45 47.16"),
        halted=date(2025, 6, 11),
    ),
    Action(
        Market.TWSE,
        ActionKind.PAR_CHANGE,
        date(2025, 8, 25),
        "2327",
        "國巨",
        *_prices("546.00 136.50 150.00 123.00 136.50"),
        halted=date(2025, 8, 14),
    ),
    Action(
        Market.TWSE,
        ActionKind.SPLIT,
        date(2026, 3, 31),
        "00631L",
        "元大台灣50正2",
        *_prices("443.15 20.14 24.16 16.12 20.14"),
        word="",
        halted=date(2026, 3, 25),
    ),
)
"""Actions that halted trading: a split, a change of par value, a split whose kind is left out."""

OLDER = (
    Action(
        Market.TWSE,
        ActionKind.REDUCTION,
        date(2024, 1, 22),
        "3432",
        "台端",
        *_prices("10.65 19.69 21.65 17.75 19.70"),
        halted=date(2024, 1, 10),
    ),
    Action(
        Market.TPEX,
        ActionKind.REDUCTION,
        date(2024, 2, 5),
        "3064",
        "泰偉",
        *_prices("10.65 35.50 39.05 31.95 35.50"),
        halted=date(2024, 1, 25),
    ),
    Action(
        Market.TPEX,
        ActionKind.PAR_CHANGE,
        date(2022, 8, 29),
        "6613",
        "朋億*",
        *_prices("169.00 84.50 92.90 76.10 84.50"),
        halted=date(2022, 8, 18),
    ),
    Action(
        Market.TWSE,
        ActionKind.REVERSE_SPLIT,
        date(2024, 12, 11),
        "00632R",
        "元大台灣50反1",
        *_prices("3.28 22.96 25.25 20.67 22.96"),
    ),
    Action(
        Market.TWSE,
        ActionKind.REVERSE_SPLIT,
        date(2025, 10, 22),
        "00673R",
        "期元大S&P原油反1",
        Decimal("7.02"),
        Decimal("28.08"),
        None,
        None,
        Decimal("28.08"),
    ),
)
"""Reductions, a change of par value on TPEx, reverse splits with and without a limit."""
