"""Plausible rows around the published ones: invented prices on tick, the same every time."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zlib import crc32

from bot.data.instruments import load_instruments
from bot.market.instruments import Instrument, Kind, Market
from bot.market.price_rules import floor_to_tick, tick
from tests.standins.exchange.days import Row
from tests.standins.exchange.limits import bounds

_CHEAPEST, _SPREAD = 12, 380
_LOT = 1000
_TICKS = 7
_LIMITED = (Kind.STOCK, Kind.TDR, Kind.PREFERRED)
_WARRANT = ("70789P", "力旺康和22售03")
_BOND = ("15691", "濱川一")


def neighbours(
    market: Market, count: int, without: Collection[str], days: tuple[date, date]
) -> tuple[Row, ...]:
    """Return so many rows from all over a market's list; on TPEx a warrant and a bond besides.

    `days` is the session before and the session: the close of one is the reference of the other.
    """
    others = list(_others(market, without))
    found = others[:: max(len(others) // max(count, 1), 1)][:count]
    rows = tuple(_row(instrument, *days) for instrument in found)
    if market is Market.TPEX:
        return (*rows, *(_no_instrument(*pair) for pair in (_WARRANT, _BOND)))
    return rows


def fallen(row: Row) -> Row:
    """Return a row locked at limit-down; what has no limit, or no change, stays."""
    if row.reference is None or row.limit_percent is None or row.kind is None or row.mark:
        return row
    price = bounds(row, row.reference)[1]
    return replace(row, open=price, high=price, low=price, close=price)


def _others(market: Market, without: Collection[str]) -> Iterator[Instrument]:
    """Yield a market's instruments that are not told of otherwise."""
    for instrument in load_instruments():
        wanted = instrument.market is market and instrument.kind is not Kind.INDEX
        if wanted and instrument.code not in without:
            yield instrument


def _row(instrument: Instrument, before: date, session: date) -> Row:
    """Invent a row; one in nine is not traded, but for odd lots."""
    seed = crc32(instrument.code.encode())
    kind = instrument.kind
    reference, close = _price(seed, kind, before), _price(seed, kind, session)
    volume = (seed % 9_000 + 1) * _LOT + seed % 7
    row = Row(
        instrument.code,
        instrument.name,
        instrument.market,
        reference,
        volume=volume,
        turnover=int(close * volume),
        trades=seed % 5_000 + 1,
        kind=kind,
        limit_percent=instrument.limit_percent if kind in _LIMITED else None,
    )
    if seed % 9 == 0:
        return replace(row, volume=390, turnover=int(reference * 390), trades=12)
    return replace(
        row, open=reference, high=max(reference, close), low=min(reference, close), close=close
    )


def _price(seed: int, kind: Kind, day: date) -> Decimal:
    """Invent a day's close, a few ticks from the instrument's own level; no trade keeps it."""
    level = floor_to_tick(_CHEAPEST + Decimal(seed % (_SPREAD * 100)) / 100, kind)
    if seed % 9 == 0:
        return level
    ticks = (seed + day.toordinal()) % _TICKS - _TICKS // 2
    return floor_to_tick(level + tick(level, kind) * ticks, kind)


def _no_instrument(code: str, name: str) -> Row:
    """Invent a row of what is none of our instruments."""
    price = Decimal("0.36")
    row = Row(code, name, Market.TPEX, price, price, price, price, price, kind=None)
    return replace(row, volume=5_000, turnover=1_800, trades=3, limit_percent=None)
