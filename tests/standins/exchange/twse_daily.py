"""TWSE's MI_INDEX: ten tables of one session, to be found by title; the last one is empty."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bot.market.instruments import Kind, Market
from tests.standins.exchange.days import Day, Index, Row, added
from tests.standins.exchange.fields import FIELDS
from tests.standins.exchange.figures import digits, grouped, spelt
from tests.standins.exchange.questions import Asked, NoData, day_of
from tests.standins.exchange.twse_empty import SORRY
from tests.standins.exchange.world import World

_UNIT = "單位：元、股"
_TABLES = 10
_OTHERS = (("寶島股價指數", "1.14"), ("臺灣50指數", "0.78"), ("電子類指數", "0.055"))
_FIELDS = FIELDS["twse"]


def mi_index(world: World, asked: Asked) -> Any:
    """Answer MI_INDEX: all tables, or only the market's totals and breadth (MS), or indices."""
    session = day_of(asked["date"])
    day = world.day(session)
    if day is None:
        raise NoData({"stat": SORRY, "type": asked["type"]})
    tables: list[dict[str, Any]] = [{} for _ in range(_TABLES)]
    if asked["type"] != "MS":
        tables[:6] = _index_tables(day)
    if asked["type"] != "IND":
        tables[6:8] = [_totals(day), _breadth(day)]
    if asked["type"] == "ALLBUT0999":
        tables[8] = _prices(day)
    more = {"controller": "afterTrading", "action": "MI_INDEX", "lang": "zh"}
    return {"tables": tables, "params": {**asked, **more}, "stat": "OK", "date": digits(session)}


def _prices(day: Day) -> dict[str, Any]:
    """Make the table of closing prices."""
    return {
        "title": f"{spelt(day.session)} 每日收盤行情(全部(不含權證、牛熊證))",
        "fields": _FIELDS["prices"],
        "data": [_price_row(row) for row in day.of(Market.TWSE) if row.kind is not None],
        "hints": _UNIT,
        "groups": [
            {"start": 0, "span": 11, "title": "(元,股)"},
            {"start": 11, "span": 5, "title": "(元,交易單位)"},
        ],
        "notes": ["漲跌(+/-)欄位符號說明:+/-/X表示漲/跌/不比價。"],
    }


def _price_row(row: Row) -> list[str]:
    """Print one instrument; who did not trade has dashes and an empty sign."""
    change = row.change
    bid = row.close or row.reference
    return [
        row.code,
        row.name,
        f"{row.volume:,}",
        f"{row.trades:,}",
        f"{row.turnover:,}",
        *(grouped(price) for price in (row.open, row.high, row.low, row.close)),
        "<p>X</p>" if row.mark and row.close is not None else _sign(change),
        grouped(abs(change or Decimal(0))),
        grouped(bid),
        "12",
        grouped(bid),
        "98",
        "0.00",
    ]


def _sign(change: Decimal | None) -> str:
    """Print the sign of a price's change, coloured."""
    if not change:
        return "<p> </p>"
    return f"<p style= color:{'red' if change > 0 else 'green'}>{'+' if change > 0 else '-'}</p>"


def _index_tables(day: Day) -> list[dict[str, Any]]:
    """Make the six tables of indices: prices, then returns, each by three publishers."""
    whole = [day.taiex, *(_other(day.taiex, name, factor) for name, factor in _OTHERS)]
    tables: list[dict[str, Any]] = []
    for table, word, names in (
        ("indices", "價格指數", whole),
        ("returns", "報酬指數", _returns(whole)),
    ):
        head = {"fields": _FIELDS[table]}
        own = f"{word}(臺灣證券交易所)"
        title = f"{spelt(day.session)} {own}" if table == "indices" else own
        tables.append({"title": title, **head, "data": [_index_row(index) for index in names]})
        for publisher in ("跨市場", "臺灣指數公司"):
            data = [_index_row(_other(day.taiex, f"{publisher}代表{word}", "0.2"))]
            tables.append({"title": f"{word}({publisher})", **head, "data": data})
    return tables


def _returns(indices: Iterable[Index]) -> list[Index]:
    """Make the return index of each price index."""
    return [_other(index, index.name.replace("指數", "報酬指數"), "2.08") for index in indices]


def _other(index: Index, name: str, factor: str) -> Index:
    """Make an index that moves as another does, on another level."""
    level = Decimal(factor)
    return Index(name, index.close * level, index.previous * level)


def _index_row(index: Index) -> list[str]:
    """Print one index; its sign has another form of tag than a price's."""
    up = index.change > 0
    sign = f"<p style ='color:{'red' if up else 'green'}'>{'+' if up else '-'}</p>"
    sign = sign if index.change else "<p> </p>"
    percent = f"{index.change / index.previous * 100:.2f}"
    return [index.name, grouped(index.close), sign, grouped(abs(index.change)), percent, ""]


def _totals(day: Day) -> dict[str, Any]:
    """Make the table of what the market traded."""
    stocks = added(row for row in day.of(Market.TWSE) if row.kind is Kind.STOCK)
    rows = [("1.一般股票", stocks), ("7.認購(售)權證", added(())), ("13.ETN", added(()))]
    rows += [("證券合計(1+6+14+15)", stocks), ("總計(1~15)", day.traded)]
    return {
        "title": f"{spelt(day.session)} 大盤統計資訊",
        "fields": _FIELDS["totals"],
        "data": [[name, f"{t.turnover:,}", f"{t.shares:,}", f"{t.trades:,}"] for name, t in rows],
        "hints": _UNIT,
    }


def _breadth(day: Day) -> dict[str, Any]:
    """Make the table of how many rose and fell."""
    rows = day.of(Market.TWSE)
    counts = [
        ("上漲(漲停)", f"{sum((row.change or 0) > 0 for row in rows):,}(0)"),
        ("下跌(跌停)", f"{sum((row.change or 0) < 0 for row in rows):,}(0)"),
        ("持平", f"{sum(row.change == 0 for row in rows):,}"),
        ("未成交", f"{sum(row.close is None for row in rows):,}"),
        ("無比價", f"{sum(bool(row.mark) for row in rows):,}"),
    ]
    notes = ['"漲跌價差"為當日收盤價與前一日收盤價比較。']
    data = [[name, count, count] for name, count in counts]
    return {"title": "漲跌證券數合計", "fields": _FIELDS["breadth"], "data": data, "notes": notes}
