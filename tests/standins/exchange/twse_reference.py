"""TWSE's yearly schedule, and the daily table of foreign holdings that states issued shares."""

from typing import Any

from bot.market.instruments import Market
from tests.standins.exchange.days import Row
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import digits
from tests.standins.exchange.questions import Asked, NoData, day_of
from tests.standins.exchange.twse_empty import SORRY
from tests.standins.exchange.world import World

_FIELDS = FIELDS["twse"]


def holiday_schedule(world: World, asked: Asked) -> Any:
    """Answer holidaySchedule: ISO days; the last and the first trading days are listed as well."""
    year = day_of(asked["date"]).year
    rows = [
        [f"{day}", name, description]
        for day, (name, description) in sorted(world.holidays.items())
        if day.year == year
    ]
    if not rows:
        raise NoData({"stat": SORRY, "total": 0})
    title = f"{year - 1911} 年市場開休市日期"
    head = {"stat": "ok", "date": f"{year}0101", "title": title, "fields": _FIELDS["holidays"]}
    return {**head, "data": rows, "queryYear": year, "total": len(rows)}


def mi_qfiis(world: World, asked: Asked) -> Any:
    """Answer MI_QFIIS: shares as text with commas, two ratios as bare numbers."""
    session = day_of(asked["date"])
    day = world.day(session)
    if day is None:
        raise NoData({"stat": SORRY, "total": 0})
    rows = [_row(row) for row in day.of(Market.TWSE) if row.kind is not None]
    return {
        "stat": "OK",
        "date": digits(session),
        "selectType": asked["selectType"],
        "title": "外資及陸資投資持股統計",
        "hints": "單位：股",
        "fields": _FIELDS["mi_qfiis"],
        "data": rows,
        "notes": [],
        "total": len(rows),
    }


def _row(row: Row) -> list[str | float]:
    """Print one security's holders."""
    held = row.shares // 4
    return [
        row.code,
        row.name,
        f"TW{row.code:0<9}3",
        f"{row.shares:,}",
        f"{row.shares - held:,}",
        f"{held:,}",
        75.0,
        25.0,
        "100.00",
        "100.00",
        "",
        "114/01/10",
    ]
