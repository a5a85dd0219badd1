"""Read `getStockInfo`, the exchanges' real-time quotes: letters to figures, nothing invented.

An absent figure is `-` or `0.0000`. `z` is the last trade, and `-` most of the time between two
refreshes; `trade` then holds the last trade with its own time. `pz`, bids and asks are no trades:
`pz` is the price of a trial match, and may lie outside the day's range.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal

from bot.core.clock import TAIPEI, Moment
from bot.core.i18n import N_
from bot.core.session_hours import OPEN
from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument, Kind, Market
from bot.market.quotes import Quote
from bot.sources.feed import Question, Refused
from bot.sources.reading.cells import CellError, text_of
from bot.sources.reading.dates import day_of
from bot.sources.reading.documents import json_object
from bot.sources.reading.numbers import count_of, decimal_of, limit_of

SOURCE = N_("TWSE Market Information System")
"""The one site that shows both exchanges' quotes."""
_LOT = 1_000
"""Shares in a lot (張), in which the volume of anything but an index is given."""
_INDICES = {TAIEX.code: "t00", TPEX_INDEX.code: "o00"}
_BOARDS = {Market.TWSE: "tse", Market.TPEX: "otc"}
_CLOCKS_APART = timedelta(minutes=1)
"""How far the exchange's clock may be ahead of ours."""


def question_for(instruments: Iterable[Instrument]) -> Question:
    """Ask for the quotes of these instruments, 50 at most."""
    channels = "|".join(f"{board}_{code}.tw" for board, code in map(_name, instruments))
    return Question("mis", "/stock/api/getStockInfo.jsp", _params(channels))


def read_quotes(body: bytes, asked: Iterable[Instrument], now: datetime) -> Mapping[str, Quote]:
    """Return today's quotes of what was asked for, by code; a row that is not believed is left out.

    Raise Refused where the answer as a whole is none.
    """
    document = json_object(body)
    rows = document.get("msgArray")
    if document.get("rtcode") != "0000" or not isinstance(rows, list):
        raise Refused("no_quotes", str(document.get("rtmessage")))
    named = [(_named(row), row) for row in rows if isinstance(row, dict)]
    times = Counter(name for name, _ in named)
    wanted = {_name(one): one for one in asked}
    quotes = (
        _quote(row, wanted[name], now) for name, row in named if name in wanted and times[name] == 1
    )
    return {quote.code: quote for quote in quotes if quote}


def _params(channels: str) -> Mapping[str, str]:
    """Return the query's parameters."""
    return {"ex_ch": channels, "json": "1", "delay": "0"}


def _name(instrument: Instrument) -> tuple[str, str]:
    """Return the board and the code that an instrument goes by there."""
    return _BOARDS[instrument.market], _INDICES.get(instrument.code, instrument.code)


def _named(row: Mapping[str, object]) -> tuple[str, str]:
    """Return the board and the code that a row states."""
    return str(row.get("ex")), str(row.get("c"))


def _quote(row: Mapping[str, object], instrument: Instrument, now: datetime) -> Quote | None:
    """Read one row; None where it is not of this session or not to be believed."""
    try:
        quote = _read(row, instrument)
    except CellError:
        return None
    moment = Moment(now)
    begun = quote.session == moment.today and quote.at.time() >= OPEN
    return quote if begun and quote.at <= now + _CLOCKS_APART and _is_sound(quote) else None


def _read(row: Mapping[str, object], instrument: Instrument) -> Quote:
    """Read a row's letters."""
    trade, index = _last_trade(row), instrument.kind is Kind.INDEX
    lots = None if index else count_of(row.get("v"))  # an index has millions of TWD there
    return Quote(
        code=instrument.code,
        at=datetime.combine(day_of(row.get("d")), _time(trade.get("t")), TAIPEI),
        price=_price(trade.get("z")),
        reference=_price(row.get("y")),
        open=_price(row.get("o")),
        high=_price(row.get("h")),
        low=_price(row.get("l")),
        volume=None if lots is None else lots * _LOT,
        limit_up=limit_of(row.get("u")) or None,
        limit_down=limit_of(row.get("w")) or None,
        source=SOURCE,
    )


def _last_trade(row: Mapping[str, object]) -> Mapping[str, object]:
    """Return what holds the last trade's `z` and `t`: the row itself, or the trade inside it.

    While trial matches are shown (`ip` or `ts` is not 0) the row's own `z` is none.
    """
    trial = any(row.get(mark, "0") != "0" for mark in ("ip", "ts"))
    if not trial and _price(row.get("z")) is not None:
        return row
    inside = row.get("trade")
    if isinstance(inside, dict) and _price(inside.get("z")) is not None:
        return inside
    return {"t": row.get("t")}


def _price(cell: object) -> Decimal | None:
    """Read a price; the feed writes an absent one as zero too."""
    return decimal_of(cell) or None


def _time(cell: object) -> time:
    """Read `13:30:00`."""
    try:
        return datetime.strptime(text_of(cell), "%H:%M:%S").time()  # noqa: DTZ007 - a time of day; the date and zone are joined to it
    except ValueError as error:
        raise CellError("bad_time") from error


def _is_sound(quote: Quote) -> bool:
    """Tell whether the figures of a quote can be true together."""
    if quote.volume is not None and quote.volume < 0:
        return False
    low, high = quote.low, quote.high
    ranges = [(low, price, high) for price in (quote.open, quote.price)]
    bounded = (quote.reference, low, quote.price, high)
    ranges += [(quote.limit_down, price, quote.limit_up) for price in bounded]
    return all(map(_in_order, ranges))


def _in_order(prices: tuple[Decimal | None, ...]) -> bool:
    """Tell whether the known ones of these prices are positive and do not fall."""
    known = [price for price in prices if price is not None]
    return known == sorted(known) and all(price > 0 for price in known)
