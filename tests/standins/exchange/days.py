"""What one session's tables are made of: rows of instruments, indices and the market's totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.market.instruments import Kind, Market

TEN = Decimal(10)


@dataclass(frozen=True, slots=True)
class Row:
    """One instrument's session; prices in TWD, None where nothing was traded."""

    code: str
    name: str
    market: Market
    reference: Decimal | None
    """What the change is measured from; None with an empty mark means no change is stated."""
    open: Decimal | None = None
    high: Decimal | None = None
    low: Decimal | None = None
    close: Decimal | None = None
    volume: int = 0
    """Shares; not nothing where only odd lots were traded."""
    turnover: int = 0
    trades: int = 0
    mark: str = ""
    """Why no change is stated, in TPEx's words (除息, 除權, 除權息, ---); TWSE prints X for any."""
    shares: int = 500_000_000
    kind: Kind | None = Kind.STOCK
    """None for what is no instrument of ours: a warrant, a bond."""
    limit_percent: Decimal | None = TEN
    """None where the exchange prints no limit (9999.95 and 0.01)."""

    @property
    def change(self) -> Decimal | None:
        """Return the signed change; None where the exchange states none."""
        if self.close is None or self.reference is None or self.mark:
            return None
        return self.close - self.reference


@dataclass(frozen=True, slots=True)
class Index:
    """One index's session, in points."""

    name: str
    close: Decimal
    previous: Decimal
    open: Decimal | None = None
    high: Decimal | None = None
    low: Decimal | None = None

    @property
    def change(self) -> Decimal:
        """Return the signed change in points."""
        return self.close - self.previous


@dataclass(frozen=True, slots=True)
class Totals:
    """What a whole market traded: shares, TWD, number of trades."""

    shares: int
    turnover: int
    trades: int


@dataclass(frozen=True, slots=True)
class Day:
    """One session of both markets."""

    session: date
    rows: tuple[Row, ...]
    taiex: Index
    tpex: Index
    totals: Totals | None = None
    """TWSE's; by default what the rows add up to."""

    def of(self, market: Market) -> tuple[Row, ...]:
        """Return one market's rows, by code."""
        return tuple(
            sorted((row for row in self.rows if row.market is market), key=lambda row: row.code)
        )

    @property
    def traded(self) -> Totals:
        """Return what TWSE traded."""
        return self.totals or added(row for row in self.rows if row.market is Market.TWSE)


def added(rows: Iterable[Row]) -> Totals:
    """Add rows up."""
    shares = turnover = trades = 0
    for row in rows:
        shares, turnover, trades = (
            shares + row.volume,
            turnover + row.turnover,
            trades + row.trades,
        )
    return Totals(shares, turnover, trades)
