"""Yahoo's chart v8: arrays beside each other, history rewritten after a split, days made up.

Closes are adjusted for splits, `adjclose` for dividends too. A stock's closed weekday that is in
`World.repeated` comes as the day before with volume 0; the index has volume 0 on sound days.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from bot.core.clock import TAIPEI
from bot.market.actions import ActionKind
from bot.market.instruments import Market
from tests.standins.exchange.actions import DIVIDENDS
from tests.standins.exchange.days import Day
from tests.standins.exchange.questions import Asked
from tests.standins.exchange.refusals import Refusal, not_found
from tests.standins.exchange.twse_months import index_prices
from tests.standins.exchange.world import World

_OPENS = time(9)
_SPLITS = (ActionKind.SPLIT, ActionKind.REVERSE_SPLIT, ActionKind.PAR_CHANGE)
_SUFFIXES = {Market.TWSE: "TW", Market.TPEX: "TWO"}


class _Bar(NamedTuple):
    """One day as the chart has it."""

    session: date
    prices: tuple[Decimal | None, ...]
    volume: int


def chart(world: World, asked: Asked) -> Any:
    """Answer the days of one symbol between two instants."""
    symbol = asked["symbol"]
    first, last = (_day(asked[name]) for name in ("period1", "period2"))
    bars = [bar for bar in _bars(world, symbol) if first <= bar.session <= last]
    if not bars:
        raise Refusal("No data found, symbol may be delisted", not_found)
    opened, high, low, close = zip(*(_adjusted(world, symbol, bar) for bar in bars), strict=True)
    volumes = [bar.volume for bar in bars]
    quote = {"volume": volumes, "open": opened, "low": low, "close": close, "high": high}
    paid = [_less_dividends(world, symbol, bar) for bar in bars]
    result = {
        "meta": {"currency": "TWD", "symbol": symbol, "gmtoffset": 28800, "dataGranularity": "1d"},
        "timestamp": [_instant(bar.session) for bar in bars],
        "indicators": {"quote": [quote], "adjclose": [{"adjclose": paid}]},
    }
    return {"chart": {"result": [result], "error": None}}


def _bars(world: World, symbol: str) -> Iterable[_Bar]:
    """Yield a symbol's days, the made-up ones among them."""
    before: _Bar | None = None
    published = world.sessions(date.min, date.max)
    end = published[-1] if published else date.min
    for session in sorted({*published, *(day for day in world.repeated if day <= end)}):
        bar = _bar(world.at(session), symbol) if session in world.days else None
        if bar is None and before is not None and not symbol.startswith("^"):
            bar = before._replace(session=session, volume=0)
        if bar is not None:
            yield bar
            before = bar


def _bar(day: Day, symbol: str) -> _Bar | None:
    """Return a symbol's bar of a session."""
    indices = {"^TWII": day.taiex, "^TWOII": day.tpex}
    if index := indices.get(symbol):
        return _Bar(day.session, index_prices(index), 0)
    for row in day.rows:
        if f"{row.code}.{_SUFFIXES[row.market]}" == symbol:
            return _Bar(day.session, (row.open, row.high, row.low, row.close), row.volume)
    return None


def _adjusted(world: World, symbol: str, bar: _Bar) -> list[float | None]:
    """Return a bar's four prices as if every later split had been before."""
    ratio = Decimal(1)
    for action in world.listed(*_SPLITS):
        if action.code == symbol.partition(".")[0] and bar.session < action.session:
            ratio *= _whole(action.previous_close / action.reference)
    return [None if price is None else float(price / ratio) for price in bar.prices]


def _whole(ratio: Decimal) -> Decimal:
    """Return the whole number of shares that one became, or its inverse."""
    return Decimal(round(ratio)) if ratio >= 1 else 1 / Decimal(round(1 / ratio))


def _less_dividends(world: World, symbol: str, bar: _Bar) -> float | None:
    """Return a close as if every later dividend had been paid before."""
    close = _adjusted(world, symbol, bar)[-1]
    for action in world.listed(*DIVIDENDS):
        if action.code == symbol.partition(".")[0] and bar.session < action.session:
            close = close and close * float(action.reference / action.previous_close)
    return close


def _day(seconds: str) -> date:
    """Return the day of an instant in Taipei."""
    return datetime.fromtimestamp(int(seconds), TAIPEI).date()


def _instant(session: date) -> int:
    """Return the opening of a session."""
    return int(datetime.combine(session, _OPENS, TAIPEI).timestamp())
