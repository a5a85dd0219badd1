"""A bar's figures as whole numbers: enough to order rows by, and never shown.

A database gives them at a fraction of what the exact figures of a whole session cost.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from bot.market.bars import Bar

PLACES = 4
"""Decimal places of a price that are kept: prices are counted in 1/10,000 TWD."""
ONE_PRICE = 10_000
WHOLE = 1_000_000_000
"""What a rise of 100 % is."""


class Plain(NamedTuple):
    """What a session's rows are ordered by; None is not known."""

    code: str
    close: int | None
    reference: int | None
    rise: int | None
    """Close less reference, in billionths of the reference; the rest is cut off."""
    high: int | None
    low: int | None
    volume: int | None
    turnover: int | None
    """In whole TWD."""


def plain_of(bars: Mapping[str, Bar]) -> dict[str, Plain]:
    """Return the plain figures of bars, by code."""
    return {code: _plain(bar) for code, bar in bars.items()}


def _plain(bar: Bar) -> Plain:
    """Return a bar's plain figures."""
    prices = (bar.close, bar.reference, bar.high, bar.low)
    close, reference, high, low = (_whole(price, PLACES) for price in prices)
    rise = None if close is None or reference is None else _rise(close, reference)
    turnover = _whole(bar.turnover, 0)
    return Plain(bar.code, close, reference, rise, high, low, bar.volume, turnover)


def _rise(close: int, reference: int) -> int:
    """Return the rise or fall in billionths."""
    size = abs(close - reference) * WHOLE // reference
    return size if close > reference else -size


def _whole(value: Decimal | None, places: int) -> int | None:
    """Return a figure as a whole number of its smallest part."""
    return None if value is None else int(value.scaleb(places).to_integral_value(ROUND_HALF_UP))
