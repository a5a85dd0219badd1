"""TWSE's OpenAPI of the newest session: plain figures without commas, any date is ignored."""

from typing import Any

from bot.market.instruments import Market
from tests.standins.exchange.days import Row
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import compact, plain
from tests.standins.exchange.questions import Asked
from tests.standins.exchange.world import World


def stock_day_all(world: World, asked: Asked) -> Any:
    """Answer STOCK_DAY_ALL."""
    del asked
    newest = world.newest()
    if newest is None:
        return []
    rows = [row for row in newest.of(Market.TWSE) if row.kind is not None]
    names = FIELDS["twse_openapi"]["stock_day_all"]
    return [dict(zip(names, _row(compact(newest.session), row), strict=True)) for row in rows]


def _row(day: str, row: Row) -> list[str]:
    """Print one stock; a day of which no change is stated shows 0.0000 without any mark."""
    return [
        day,
        row.code,
        row.name,
        f"{row.volume}",
        f"{row.turnover}",
        *(plain(price, "") for price in (row.open, row.high, row.low, row.close)),
        f"{row.change or 0:.4f}",
        f"{row.trades}",
    ]
