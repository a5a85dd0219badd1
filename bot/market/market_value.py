"""What instruments are worth: close times issued shares."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.market.bars import Bar
from bot.market.shares import ShareCount


@dataclass(frozen=True, slots=True)
class MarketValue:
    """The worth of a set in TWD at its closes, and the change of it by that day's prices."""

    value: Decimal | None
    change: Decimal | None
    missing: tuple[str, ...]
    """Members without a close, a reference or a share count; with one missing there is no sum."""


def market_value(
    codes: Collection[str], bars: Mapping[str, Bar], shares: Mapping[str, ShareCount]
) -> MarketValue:
    """Value a set at one session.

    The change is (close - reference) x shares, so that neither new shares nor a dividend counts
    as a gain or a loss of that day.
    """
    values = {code: value_of(bars.get(code), shares.get(code)) for code in codes}
    changes = {code: change_of(bars.get(code), shares.get(code)) for code in codes}
    return MarketValue(
        value=_total(values.values()),
        change=_total(changes.values()),
        missing=tuple(code for code in codes if None in (values[code], changes[code])),
    )


def value_of(bar: Bar | None, count: ShareCount | None) -> Decimal | None:
    """Return the worth of all shares at the close; None where it is not known."""
    if bar is None or bar.close is None or count is None:
        return None
    return bar.close * count.shares


def change_of(bar: Bar | None, count: ShareCount | None) -> Decimal | None:
    """Return what the session added to that worth; None where it is not known."""
    if bar is None or bar.close is None or bar.reference is None or count is None:
        return None
    return (bar.close - bar.reference) * count.shares


def _total(amounts: Collection[Decimal | None]) -> Decimal | None:
    """Add the amounts; None where one is not known, or where there are none."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
