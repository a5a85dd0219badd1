"""The bounds that the exchanges print beside a reference price."""

from decimal import Decimal

from bot.market.price_rules import limits
from tests.standins.exchange.days import Row
from tests.standins.exchange.figures import NO_DOWN, NO_UP


def bounds(row: Row, reference: Decimal) -> tuple[Decimal, Decimal]:
    """Return limit-up and limit-down of a session that starts from `reference`.

    A negative price, which only a fault can print, has none.
    """
    if row.kind is None or row.limit_percent is None or reference < 0:
        return NO_UP, NO_DOWN
    both = limits(reference, row.kind, row.limit_percent)
    return both.up, both.down
