"""The exchanges' real-time quotes, getStockInfo: letters for keys, blank lines before the JSON."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.core.clock import TAIPEI
from bot.market.instruments import Market
from tests.standins.exchange.days import Day, Index, Row
from tests.standins.exchange.figures import digits
from tests.standins.exchange.limits import bounds
from tests.standins.exchange.questions import Asked
from tests.standins.exchange.twse_months import index_prices
from tests.standins.exchange.world import World

BLANK_LINES = "\r\n" * 21
_BOARDS = {Market.TWSE: "tse", Market.TPEX: "otc"}
_LOT = 1000
_MILLION = 10**6
_NONE = "-"


def get_stock_info(world: World, asked: Asked) -> Any:
    """Answer getStockInfo for the newest session; what is not known is left out."""
    newest = world.newest()
    quotes = _quotes(newest, world) if newest else {}
    channels = asked["ex_ch"].split("|")
    times = {"sysDate": digits(newest.session) if newest else "", "sysTime": world.quoted_at}
    return {
        "msgArray": [quotes[channel] for channel in channels if channel in quotes],
        "referer": "",
        "userDelay": 5000,
        "rtcode": "0000",
        "queryTime": {**times, "sessionStr": "UserSession", "showChart": False},
        "rtmessage": "OK",
        "exKey": f"if_{asked['ex_ch']}_zh-tw.null",
        "cachedAlive": 5943772,
    }


def _quotes(day: Day, world: World) -> dict[str, dict[str, Any]]:
    """Return every quote by its channel."""
    when = datetime.fromisoformat(f"{day.session}T{world.quoted_at}").replace(tzinfo=TAIPEI)
    shared = {
        "d": digits(day.session),
        "t": world.quoted_at,
        "tlong": f"{int(when.timestamp()) * _LOT}",
        "ip": "0",
    }
    indices = [("tse", "t00", day.taiex), ("otc", "o00", day.tpex)]
    found = {
        f"{board}_{code}.tw": {
            **shared,
            "ex": board,
            "c": code,
            "ch": f"{code}.tw",
            **_index(index),
        }
        for board, code, index in indices
    }
    found["tse_t00.tw"]["v"] = f"{day.traded.turnover // _MILLION}"
    for row in day.rows:
        board = _BOARDS[row.market]
        key = f"{board}_{row.code}.tw"
        names = {"@": f"{row.code}.tw", "ex": board, "c": row.code, "ch": f"{row.code}.tw"}
        found[key] = {**shared, **names, **_stock(row), "key": f"{key}_{shared['d']}"}
    return found


def _index(index: Index) -> dict[str, str]:
    """Print an index: two decimals, no limits; its volume is in millions of TWD."""
    opened, high, low, close = (f"{price:.2f}" for price in index_prices(index))
    prices = {"o": opened, "h": high, "l": low, "z": close, "y": f"{index.previous:.2f}"}
    return {"n": index.name, "it": "t", "tv": "23563", "v": "0", **prices}


def _stock(row: Row) -> dict[str, Any]:
    """Print a stock: four decimals, volume in lots, five asks and bids none of which matter."""
    up, down = bounds(row, row.reference or row.close or Decimal(1))
    trade = {"t": "13:30:00", "v": 4174, "z": _price(row.close), "ft": 20}
    return {
        "n": row.name,
        "nf": f"{row.name}股份有限公司",
        "z": _price(row.close),
        "y": _price(row.reference),
        "o": _price(row.open),
        "h": _price(row.high),
        "l": _price(row.low),
        "v": f"{row.volume // _LOT}",
        "u": _price(up),
        "w": _price(down),
        "a": _price(row.close) + "_",
        "b": _price(row.close) + "_",
        "f": "600_",
        "g": "429_",
        "pz": _price(row.close),
        "tv": "4174",
        "s": "4174",
        "ts": "0",
        "it": "12",
        **({"trade": trade} if row.close is not None else {}),
    }


def _price(figure: Decimal | None) -> str:
    """Print four decimals, or the dash of what is not there."""
    return _NONE if figure is None else f"{figure:.4f}"
