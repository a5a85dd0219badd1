"""What a row of a source tells about the instrument it is of."""

from collections.abc import Callable
from decimal import Decimal

from bot.market.instruments import Instrument, Kind, Market
from bot.sources.reading.cells import CellError
from bot.sources.reading.names import name_of

KindOf = Callable[[str], Kind | None]
"""Tells the kind of a code; None for what is of no interest: warrants, bonds."""

_LIMIT = Decimal(10)
_FUNDS = (Kind.ETF, Kind.ETN)


def listing(code: str, name: object, market: Market, kind: Kind) -> Instrument | None:
    """Describe an instrument; None where its name cannot be read, which harms no figure.

    All but funds may move 10 percent a day; what a fund may is not stated beside its prices.
    """
    limit = None if kind in _FUNDS else _LIMIT
    try:
        return Instrument(code, name_of(name), market, kind, limit_percent=limit)
    except CellError:
        return None
