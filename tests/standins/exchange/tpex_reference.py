"""TPEx's tables of one month, and its daily table of foreign holdings."""

from typing import Any

from bot.market.instruments import Market
from tests.standins.exchange.days import Row
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import digits, grouped, month, plain, slashed
from tests.standins.exchange.questions import Asked, day_of
from tests.standins.exchange.twse_months import index_prices, month_of
from tests.standins.exchange.world import World

_FIELDS = FIELDS["tpex"]
_LOT = 1000


def trading_stock(world: World, asked: Asked) -> Any:
    """Answer tradingStock: one stock's month, volume in lots, turnover in thousands."""
    first = day_of(asked["date"])
    found = [
        (session, row)
        for session in month_of(world, first)
        for row in world.at(session).of(Market.TPEX)
        if row.code == asked["code"]
    ]
    name = found[0][1].name if found else ""
    table = {
        "title": "個股日成交資訊",
        "subtitle": f"{asked['code']} {name} {month(first)}",
        "date": digits(first),
        "data": [
            [f"{slashed(session)}{'*' * bool(row.mark)}", *_day(row)] for session, row in found
        ],
        "fields": _FIELDS["trading_stock"],
        "totalCount": len(found),
    }
    facts = {"date": digits(first), "code": asked["code"], "name": name, "flagField": "張數"}
    return {"tables": [{**table, "notes": [], "summary": []}], **facts, "stat": "ok"}


def inx(world: World, asked: Asked) -> Any:
    """Answer inx: the index's month, Gregorian days."""
    first = day_of(asked["date"])
    rows = []
    for session in month_of(world, first):
        index = world.at(session).tpex
        prices = [grouped(price) for price in index_prices(index)]
        rows.append([f"{session:%Y/%m/%d}", *prices, plain(index.change, "")])
    title = {"title": "櫃買指數", "date": digits(first), "totalCount": len(rows)}
    tables = [{**title, "fields": _FIELDS["inx"], "data": rows, "notes": []}]
    return {"date": digits(first), "tables": tables, "stat": "ok"}


def qfii(world: World, asked: Asked) -> Any:
    """Answer qfii: issued shares and who holds them; a day without trading has no rows."""
    session = day_of(asked["date"])
    day = world.day(session)
    rows = [row for row in day.of(Market.TPEX) if row.kind is not None] if day else []
    table = {
        "title": "僑外資及陸資持股統計",
        "date": slashed(session),
        "totalCount": len(rows),
        "fields": _FIELDS["qfii"],
        "data": [_holders(place, row) for place, row in enumerate(rows, 1)],
    }
    return {"date": digits(session), "tables": [{**table, "notes": []}], "stat": "ok"}


def _day(row: Row) -> list[str]:
    """Print one day of one stock."""
    return [
        f"{row.volume // _LOT:,}",
        f"{row.turnover // _LOT:,}",
        *(grouped(price) for price in (row.open, row.high, row.low, row.close)),
        plain(row.change, "0.00"),
        f"{row.trades:,}",
    ]


def _holders(place: int, row: Row) -> list[str]:
    """Print one security's holders."""
    held = row.shares // 4
    shares = [f"{row.shares:,}", f"{row.shares - held:,}", f"{held:,}"]
    return [f"{place}", row.code, row.name, *shares, "75.00%", "25.00%", "100.00%", ""]
