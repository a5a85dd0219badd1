"""TWSE's tables of one month: a stock's days, the market's totals, the TAIEX's prices."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.market.instruments import Market
from tests.standins.exchange.days import Index, Row
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import grouped, month, slashed
from tests.standins.exchange.questions import Asked, NoData, day_of
from tests.standins.exchange.twse_empty import SORRY
from tests.standins.exchange.world import World

_FIELDS = FIELDS["twse"]
_NOTES = ["當日統計資訊含大盤、零股、盤後定價及鉅額交易，不含拍賣、標購。"]
_NOTHING = {"stat": SORRY, "total": 0}


def stock_day(world: World, asked: Asked) -> Any:
    """Answer STOCK_DAY: one stock's month, 9 columns or 10."""
    columns = _FIELDS["stock_day"][: 9 if world.old_columns else 10]
    rows: list[list[str]] = []
    name = ""
    for session in month_of(world, day_of(asked["date"])):
        for row in world.at(session).of(Market.TWSE):
            if row.code == asked["stockNo"]:
                name = row.name
                rows.append(_stock_row(session, row)[: len(columns)])
    if not rows:
        raise NoData(_NOTHING)
    title = f"{month(day_of(asked['date']))} {asked['stockNo']} {name} 各日成交資訊"
    return _table(asked, title, columns, rows)


def fmtqik(world: World, asked: Asked) -> Any:
    """Answer FMTQIK: the market's month, TAIEX and its change in plain text."""
    rows = []
    for session in month_of(world, day_of(asked["date"])):
        day = world.at(session)
        sums = day.traded
        figures = [f"{sums.shares:,}", f"{sums.turnover:,}", f"{sums.trades:,}"]
        taiex = [grouped(day.taiex.close), grouped(day.taiex.change)]
        rows.append([slashed(session), *figures, *taiex])
    if not rows:
        raise NoData(_NOTHING)
    return _table(asked, f"{month(day_of(asked['date']))}市場成交資訊", _FIELDS["fmtqik"], rows)


def mi_5mins_hist(world: World, asked: Asked) -> Any:
    """Answer MI_5MINS_HIST: the TAIEX's four prices, no volume."""
    sessions = month_of(world, day_of(asked["date"]))
    rows = [[slashed(session), *_prices(world.at(session).taiex)] for session in sessions]
    if not rows:
        raise NoData(_NOTHING)
    title = f"{month(day_of(asked['date']))} 發行量加權股價指數歷史資料"
    answer = {
        "stat": "OK",
        "title": title,
        "date": asked["date"],
        "fields": _FIELDS["mi_5mins_hist"],
    }
    return {**answer, "data": rows, "total": len(rows)}


def month_of(world: World, day: date) -> list[date]:
    """Return the published sessions of a day's month."""
    first = day.replace(day=1)
    return world.sessions(first, first.replace(day=monthrange(first.year, first.month)[1]))


def index_prices(index: Index) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return an index's four prices; what is not known lies between the two closes."""
    first = index.open or index.previous
    high = index.high or max(first, index.close)
    low = index.low or min(first, index.close)
    return first, high, low, index.close


def _prices(index: Index) -> list[str]:
    """Print an index's four prices."""
    return [grouped(price) for price in index_prices(index)]


def _stock_row(session: date, row: Row) -> list[str]:
    """Print one day of one stock; X0.00 where no change is stated."""
    change = row.change
    said = " 0.00" if not change else f"{change:+,.2f}"
    return [
        slashed(session),
        f"{row.volume:,}",
        f"{row.turnover:,}",
        *(grouped(price) for price in (row.open, row.high, row.low, row.close)),
        "X0.00" if row.mark and row.close is not None else said,
        f"{row.trades:,}",
        "",
    ]


def _table(
    asked: Asked, title: str, fields: Sequence[str], rows: list[list[str]]
) -> dict[str, Any]:
    """Wrap rows as TWSE does; the date echoes the question, the month is in the title."""
    head = {"stat": "OK", "date": asked["date"], "title": title, "hints": "單位：元、股"}
    return {**head, "fields": fields, "data": rows, "notes": _NOTES, "total": len(rows)}
