"""A bar's figures as machine numbers: enough to order rows by, and never shown."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from bot.market.bars import Bar


class Plain(NamedTuple):
    """What a session's rows are ordered by; None is not known."""

    code: str
    close: float | None
    reference: float | None
    rise: float | None
    """Close over reference, less one."""
    high: float | None
    low: float | None
    volume: int | None
    turnover: float | None


def plain_of(bars: Mapping[str, Bar]) -> dict[str, Plain]:
    """Return the plain figures of bars, by code."""
    return {code: _plain(bar) for code, bar in bars.items()}


def _plain(bar: Bar) -> Plain:
    """Return a bar's plain figures."""
    close, reference = _number(bar.close), _number(bar.reference)
    rise = None if close is None or reference is None else close / reference - 1
    high, low, turnover = _number(bar.high), _number(bar.low), _number(bar.turnover)
    return Plain(bar.code, close, reference, rise, high, low, bar.volume, turnover)


def _number(value: Decimal | None) -> float | None:
    """Return the machine number next to a decimal."""
    return None if value is None else float(value)
