"""A Banquet in the middle of a session, with quotes of it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from bot.core.clock import TAIPEI
from bot.market.quotes import Quote
from bot.sources.mis import SOURCE
from tests.fakes import Table

NOON = datetime(2026, 1, 30, 12, 0, 30, tzinfo=TAIPEI)
"""The session after the last one of the archive."""
TSMC = Quote(
    code="2330",
    at=NOON.replace(second=5),
    price=Decimal(1815),
    reference=Decimal(1805),
    open=Decimal(1800),
    high=Decimal(1820),
    low=Decimal(1790),
    volume=12_345_000,
    limit_up=Decimal(1985),
    limit_down=Decimal(1625),
    source=SOURCE,
)
HON_HAI = replace(
    TSMC, code="2317", at=NOON.replace(minute=0, second=1), price=Decimal("202.5"),
    reference=Decimal(225), open=Decimal(220), high=Decimal(221), low=Decimal("202.5"),
    limit_up=Decimal("247.5"), limit_down=Decimal("202.5"),
)  # fmt: skip
TAIEX = replace(
    TSMC, code="TAIEX", price=Decimal("32698.95"), reference=Decimal("32536.27"),
    open=None, high=None, low=None, volume=None, limit_up=None, limit_down=None,
)  # fmt: skip


def at_noon(*quotes: Quote, enabled: bool = True) -> Table:
    """Return a Banquet at noon of the session, with these quotes to be had."""
    table = Table()
    table.clock.at = NOON
    table.quotes.enabled = enabled
    table.quotes.held = {quote.code: quote for quote in quotes}
    return table
