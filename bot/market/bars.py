"""One instrument's session as a source stated it, and the rules its row must keep."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class ReferenceBasis(StrEnum):
    """Where a bar's reference comes from."""

    PUBLISHED = "published"
    PREVIOUS_CLOSE = "previous_close"  # the source states that no action lies between
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said so, of which day, when it was fetched (None: bundled), in which revision."""

    source: str
    data_date: date
    fetched_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One session of one instrument: TWD (an index: points), shares; None is not known."""

    code: str
    session: date
    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    close: Decimal | None
    reference: Decimal | None
    basis: ReferenceBasis
    volume: int | None
    """Shares traded."""
    turnover: Decimal | None
    """TWD traded."""
    trades: int | None
    provenance: Provenance


def check_bar(bar: Bar) -> tuple[str, ...]:
    """Name the rules that a row breaks; none for a row to be believed."""
    broken = {
        "price_not_positive": any(price <= 0 for price in _prices(bar)),
        "amount_negative": any(
            amount is not None and amount < 0 for amount in (bar.volume, bar.turnover, bar.trades)
        ),
        "low_above_high": _above(bar.low, bar.high),
        "open_outside_range": _above(bar.low, bar.open) or _above(bar.open, bar.high),
        "close_outside_range": _above(bar.low, bar.close) or _above(bar.close, bar.high),
        "reference_and_basis_disagree": (bar.reference is None)
        != (bar.basis is ReferenceBasis.UNKNOWN),
        "of_another_day": bar.provenance.data_date != bar.session,
    }
    return tuple(rule for rule, is_broken in broken.items() if is_broken)


def _prices(bar: Bar) -> list[Decimal]:
    """List the prices that are known."""
    prices = (bar.open, bar.high, bar.low, bar.close, bar.reference)
    return [price for price in prices if price is not None]


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    """Tell whether both are known and in the wrong order."""
    return low is not None and high is not None and low > high
