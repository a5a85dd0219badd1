"""Changes of a session's rows for `Fault("rows", change=...)`: signs and sums stay consistent."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.standins.exchange.days import Row
from tests.standins.exchange.faults import Rows, RowsChange

_TEN = 10
_JUMP = Decimal("1.25")
_CENT = Decimal("0.01")
_TOO_MANY = 10**18


def of_one(code: str, change: Callable[[Row], Row]) -> RowsChange:
    """Change one instrument's row."""
    return lambda rows: tuple(change(row) if row.code == code else row for row in rows)


def published_part(tenths: int = 3) -> RowsChange:
    """Leave so many tenths of the rows."""
    return lambda rows: tuple(row for place, row in enumerate(rows) if place % _TEN < tenths)


def twice(code: str) -> RowsChange:
    """List one instrument twice, the second time with another close."""

    def change(rows: Rows) -> Rows:
        """Append the row again."""
        again = [replace(row, close=row.high) for row in rows if row.code == code]
        return (*rows, *again)

    return change


def restated(code: str, close: str) -> RowsChange:
    """State another close, and the range wide enough for it."""
    price = Decimal(close)
    return of_one(
        code,
        lambda row: replace(
            row,
            close=price,
            high=max(row.high or price, price),
            low=min(row.low or price, price),
        ),
    )


def named(code: str, name: str) -> RowsChange:
    """Give an instrument another name."""
    return of_one(code, lambda row: replace(row, name=name))


def over_limit(code: str) -> RowsChange:
    """Let an instrument rise by a quarter, with nothing that would allow it."""
    return of_one(code, _risen)


def negative_volume(code: str) -> RowsChange:
    """State less than nothing as volume."""
    return of_one(code, lambda row: replace(row, volume=-row.volume))


def huge_volume(code: str) -> RowsChange:
    """State more shares than there can be."""
    return of_one(code, lambda row: replace(row, volume=_TOO_MANY))


def negative_price(code: str) -> RowsChange:
    """State a close below nothing."""
    return of_one(code, lambda row: replace(row, close=-(row.close or _CENT)))


def high_below_low(code: str) -> RowsChange:
    """Exchange high and low."""
    return of_one(code, lambda row: replace(row, high=row.low, low=row.high))


def close_outside(code: str) -> RowsChange:
    """State a close above the high."""
    return of_one(code, lambda row: replace(row, close=(row.high or _CENT) + 1))


def _risen(row: Row) -> Row:
    """Raise a row's close above any limit."""
    close = ((row.reference or _CENT) * _JUMP).quantize(Decimal(1))
    return replace(row, close=close, high=max(row.high or close, close))


IMPOSSIBLE: tuple[Callable[[str], RowsChange], ...] = (
    negative_volume,
    huge_volume,
    negative_price,
    high_below_low,
    close_outside,
)
"""What no session can have had."""
