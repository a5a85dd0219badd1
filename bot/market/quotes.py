"""A price of the session in progress, which is no close."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quote:
    """The last trade of a running session: TWD (an index: points), shares; None is not known."""

    code: str
    at: datetime
    """When the exchange stamped it, aware."""
    price: Decimal | None
    reference: Decimal | None
    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    volume: int | None
    """Shares traded so far in the session."""
    limit_up: Decimal | None
    limit_down: Decimal | None
    source: str
