"""FinMind's TaiwanStockPrice: bare numbers under names that mislead; no trade is zero prices."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.standins.exchange.days import Day
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.questions import Asked, day_of
from tests.standins.exchange.twse_months import index_prices
from tests.standins.exchange.world import World

_NAMES = FIELDS["finmind"]["TaiwanStockPrice"]


def data(world: World, asked: Asked) -> Any:
    """Answer a range of one instrument's days; one that is not known has none."""
    last = day_of(asked["end_date"]) if "end_date" in asked else date.max
    sessions = world.sessions(day_of(asked["start_date"]), last)
    rows = [
        dict(zip(_NAMES, row, strict=True))
        for session in sessions
        for row in _rows(world.at(session), asked["data_id"])
    ]
    return {"msg": "success", "status": 200, "data": rows}


def _rows(day: Day, code: str) -> list[list[str | int | float]]:
    """Return an instrument's row of a session: date, id, shares, TWD, prices, change, trades."""
    if code == "TAIEX":
        sums, prices = day.traded, [float(price) for price in index_prices(day.taiex)]
        change = float(day.taiex.change)
        figures = [sums.shares, sums.turnover, *prices, change, sums.trades]
        return [[f"{day.session}", code, *figures]]
    return [
        [
            f"{day.session}",
            code,
            row.volume,
            row.turnover,
            *(float(price or Decimal(0)) for price in (row.open, row.high, row.low, row.close)),
            float(row.change or 0),
            row.trades,
        ]
        for row in day.rows
        if row.code == code
    ]
