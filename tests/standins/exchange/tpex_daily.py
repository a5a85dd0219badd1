"""TPEx's dailyQuotes: every security of one session, warrants and bonds among them."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.market.instruments import Market
from tests.standins.exchange.days import Row, added
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import digits, grouped, plain, slashed
from tests.standins.exchange.limits import bounds
from tests.standins.exchange.questions import Asked, NoData, day_of
from tests.standins.exchange.world import World

_FIELDS = FIELDS["tpex"]["daily_quotes"]
_NOTES = ["--- : 個股當日無交易時，以此符號表示開市價、最高價、最低價、收盤價、漲跌價"]


def daily_quotes(world: World, asked: Asked) -> Any:
    """Answer dailyQuotes; a day without trading has the same tables, empty."""
    session = day_of(asked["date"])
    day = world.day(session)
    if day is None:
        raise NoData(_answer(session, []))
    return _answer(session, list(day.of(Market.TPEX)))


def _answer(session: date, rows: list[Row]) -> dict[str, Any]:
    """Wrap the rows of a session."""
    sums = added(row for row in rows if row.kind is not None)
    listed = sum(row.kind is not None for row in rows)
    blank = "&nbsp;&nbsp;&nbsp;"
    said = (
        f"上櫃家數: {listed}家{blank}總成交金額: {sums.turnover:,}元{blank}"
        f"總成交股數: {sums.shares:,}股{blank}總成交筆數: {sums.trades:,}筆"
    )
    quotes = {
        "title": "上櫃股票行情",
        "subtitle": said,
        "date": slashed(session),
        "listedCompanies": f"{listed}",
        "totalTradingAmount": f"{sums.turnover:,}",
        "totalTradingShares": f"{sums.shares:,}",
        "totalTranscations": f"{sums.trades:,}",
        "totalCount": len(rows),
        "fields": _FIELDS,
        "data": [_row(row) for row in rows],
        "notes": [],
    }
    managed = {"title": "管理股票", "subtitle": "", "totalCount": 0, "fields": _FIELDS, "data": []}
    tables = [quotes, {**managed, "notes": _NOTES}]
    return {"date": digits(session), "tables": tables, "flagField": "千股", "stat": "ok"}


def _row(row: Row) -> list[str]:
    """Print one security; blanks stand where the real table has them."""
    last = row.close or row.reference or Decimal(0)
    up, down = bounds(row, last)
    average = Decimal(row.turnover) / row.volume if row.volume else last
    return [
        row.code,
        row.name,
        " ---" if row.close is None else grouped(row.close),
        _change(row),
        *(grouped(price, "---") for price in (row.open, row.high, row.low)),
        grouped(average),
        f"{row.volume:,}",
        f"{row.turnover:,}",
        f"{row.trades:,}",
        grouped(last),
        "6",
        grouped(last),
        "1",
        f"{row.shares:,}",
        grouped(last),
        plain(up, "9999.95"),
        plain(down, "0.01"),
    ]


def _change(row: Row) -> str:
    """Print the change: signed, a word where none is stated, dashes without trading."""
    if row.mark and row.close is not None:
        return f"{row.mark} "
    if row.close is None or row.reference is None:
        return "--- "
    change = row.close - row.reference
    return f"{change:+.2f}" if change > 0 else f"{change:.2f} "
