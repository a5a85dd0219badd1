"""Price steps and daily price limits, as the exchanges compute them.

All prices are TWD in `Decimal`. Limits are taken from the reference price as published, even off
tick: 6415 on 2022-07-13 (reference 621.25, opening auction base 621, limit-down 560) and 3093 on
2022-12-12 (27.38, base 27.40, limit-down 24.65) come out from the reference and not from the base.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from bot.market.instruments import Kind

_HUNDRED = Decimal(100)

# The exchanges widened the daily limit from 7 % to 10 % on 2015-06-01, multiples of it alike.
_TEN_PERCENT_SINCE = date(2015, 6, 1)
_PERCENT_BEFORE = Decimal(7)
_PERCENT_NOW = Decimal(10)


@dataclass(frozen=True, slots=True)
class PriceLimits:
    """The highest and the lowest price at which an instrument may trade in one session."""

    up: Decimal
    down: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """Prices from `start` (TWD, included) move in steps of `step`."""

    start: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class StepTable:
    """The bands in force from the day `since` on, lowest first."""

    since: date
    bands: tuple[Band, ...]


def _table(since: date, *bands: tuple[str, str]) -> StepTable:
    """Build a table from (start, step) pairs."""
    return StepTable(since, tuple(Band(Decimal(start), Decimal(step)) for start, step in bands))


# TWSE operating rules, art. 62, and its twin at TPEx. A new table is a further entry with its day:
# in January 2026 the exchanges were studying finer steps above 1,000.
_STOCK_TABLES = (
    _table(
        date(2005, 3, 1),
        ("0", "0.01"),
        ("10", "0.05"),
        ("50", "0.1"),
        ("100", "0.5"),
        ("500", "1"),
        ("1000", "5"),
    ),
)
_FUND_TABLES = (_table(date(2005, 3, 1), ("0", "0.01"), ("50", "0.05")),)

STEP_TABLES: Mapping[Kind, tuple[StepTable, ...]] = MappingProxyType(
    {
        Kind.STOCK: _STOCK_TABLES,
        Kind.PREFERRED: _STOCK_TABLES,
        Kind.TDR: _STOCK_TABLES,
        Kind.ETF: _FUND_TABLES,
        Kind.ETN: _FUND_TABLES,
        Kind.REIT: _FUND_TABLES,
    }
)


def tick(price: Decimal, kind: Kind, on: date | None = None) -> Decimal:
    """Return the step upward from `price` on the day `on`, by default with the newest table.

    Raise `ValueError` for a negative price and for an index, which has no steps.
    """
    return _band(price, kind, on).step


def floor_to_tick(price: Decimal, kind: Kind, on: date | None = None) -> Decimal:
    """Return the highest price on tick that is not above `price`."""
    step = tick(price, kind, on)
    return price // step * step


def ceil_to_tick(price: Decimal, kind: Kind, on: date | None = None) -> Decimal:
    """Return the lowest price on tick that is not below `price`."""
    floor = floor_to_tick(price, kind, on)
    return floor if floor == price else floor + tick(price, kind, on)


def on_tick(price: Decimal, kind: Kind, on: date | None = None) -> bool:
    """Tell whether an order at `price` would be legal."""
    return price == floor_to_tick(price, kind, on)


@lru_cache(maxsize=16_384)
def limits(
    reference: Decimal, kind: Kind, limit_percent: Decimal, on: date | None = None
) -> PriceLimits:
    """Return the day's bounds, `limit_percent` away from the reference and rounded inward.

    The step is that of the computed bound, not that of the reference. Remembered: a whole market
    shares a few thousand references, and is asked about again and again.
    """
    return PriceLimits(
        up=floor_to_tick(reference * (_HUNDRED + limit_percent) / _HUNDRED, kind, on),
        down=ceil_to_tick(reference * (_HUNDRED - limit_percent) / _HUNDRED, kind, on),
    )


def limit_percent_on(limit_percent: Decimal, on: date) -> Decimal:
    """Return the limit in force on a day for an instrument that has `limit_percent` now."""
    if on >= _TEN_PERCENT_SINCE:
        return limit_percent
    return limit_percent * _PERCENT_BEFORE / _PERCENT_NOW


def ticks_between(low: Decimal, high: Decimal, kind: Kind, on: date | None = None) -> int:
    """Count the steps up from `low` to `high`, negative when `high` is the lower one.

    Raise `ValueError` when one of them is off tick: the count would mean nothing.
    """
    return _rung(high, kind, on) - _rung(low, kind, on)


def _rung(price: Decimal, kind: Kind, on: date | None) -> int:
    """Count the steps from zero to `price`."""
    if not on_tick(price, kind, on):
        raise ValueError(f"{price} is not on tick")
    bands = _bands(kind, on)
    ends = [*(band.start for band in bands[1:]), price]
    steps = (
        (min(end, price) - band.start) / band.step
        for band, end in zip(bands, ends, strict=True)
        if band.start < price
    )
    return int(sum(steps))


def _band(price: Decimal, kind: Kind, on: date | None) -> Band:
    """Find the band that holds `price`."""
    if price < 0:
        raise ValueError(f"{price} is no price")
    return next(band for band in reversed(_bands(kind, on)) if band.start <= price)


def _bands(kind: Kind, on: date | None) -> tuple[Band, ...]:
    """Return the bands in force on a day; days before the first table read as its first day."""
    tables = STEP_TABLES.get(kind)
    if tables is None:
        raise ValueError(f"{kind} has no price steps")
    in_force = [table for table in tables if on is None or table.since <= on]
    return (in_force or tables[:1])[-1].bands
