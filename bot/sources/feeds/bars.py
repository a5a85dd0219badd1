"""Put together a session's bar out of what a row states."""

from decimal import Decimal
from typing import NamedTuple

from bot.market.bars import Bar, Provenance, ReferenceBasis


class Prices(NamedTuple):
    """Open, high, low and close, as far as stated."""

    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    close: Decimal | None


class Traded(NamedTuple):
    """Shares, TWD and trades, as far as stated."""

    volume: int | None = None
    turnover: Decimal | None = None
    trades: int | None = None


def session_bar(
    code: str,
    provenance: Provenance,
    prices: Prices,
    change: Decimal | None,
    traded: Traded,
) -> Bar:
    """Build a bar of the provenance's day; the reference is the close less the change stated."""
    reference = None if prices.close is None or change is None else prices.close - change
    basis = ReferenceBasis.UNKNOWN if reference is None else ReferenceBasis.PUBLISHED
    return Bar(
        code,
        provenance.data_date,
        *prices,
        reference=reference,
        basis=basis,
        volume=traded.volume,
        turnover=traded.turnover,
        trades=traded.trades,
        provenance=provenance,
    )
