"""What the rows of a market's day were traded for together, beside the total that it states."""

from collections.abc import Iterable
from decimal import Decimal

from bot.core.intake import Batch
from bot.market.bars import Bar
from bot.market.instruments import TAIEX, Kind
from bot.sources.kinds import kind_of

# On TWSE everything that has a kind made 99.5 percent of the total on 2023-01-30, warrants the
# rest; TPEx totals stocks alone. One large stock may lack whose row could not be read: on no day
# has it made three tenths.
_LEAST = Decimal("0.7")
# Single turnovers are stated to the TWD and so add up exactly, the trades that only one of the
# two tables counts aside.
_MOST = Decimal("1.01")


def exceeds_total(batch: Batch) -> bool:
    """Tell whether the stocks alone were traded for more than the market."""
    total = _total(batch)
    stocks = (bar for bar in batch.bars if kind_of(bar.code) is Kind.STOCK)
    return total is not None and _sum(stocks) > total * _MOST


def misses_total(batch: Batch) -> bool:
    """Tell whether all rows together lack much of what was traded."""
    total = _total(batch)
    rows = (bar for bar in batch.bars if kind_of(bar.code) is not None)
    return total is not None and _sum(rows) < total * _LEAST


def _total(batch: Batch) -> Decimal | None:
    """Return the total stated apart, or in the row of TWSE's index; None where there is none."""
    if batch.turnover is not None:
        return batch.turnover
    return next((bar.turnover for bar in batch.bars if bar.code == TAIEX.code), None)


def _sum(bars: Iterable[Bar]) -> Decimal:
    """Add up the turnovers, as far as stated."""
    return sum((bar.turnover for bar in bars if bar.turnover is not None), Decimal(0))
