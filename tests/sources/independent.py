"""A second opinion on rows, written without the product's rules: whole numbers, no Decimal.

Prices count in hundredths of a cent; what does not fit that grid is off every tick too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GRID = 10_000
_STOCK_STEPS = ((1000, 5), (500, 1), (100, 0.5), (50, 0.1), (10, 0.05), (0, 0.01))
_FUND_STEPS = ((50, 0.05), (0, 0.01))
_FUNDS = ("etf", "etn", "reit")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of instruments says: kind, day of listing, limit in percent (None: none)."""

    kind: str
    since: str
    percent: int | None


class Line(NamedTuple):
    """One row of a file of bars."""

    day: str
    code: str
    prices: tuple[int, int, int, int]
    """Open, high, low, close on the grid."""
    before: int | None
    """The close before."""
    volume: int


def on_grid(text: str) -> int:
    """Read a price of at most four decimals."""
    whole, _, part = text.partition(".")
    if len(part) > 4:
        raise ValueError(text)
    return int(whole) * GRID + int(part.ljust(4, "0"))


def lines_of(rows: Sequence[Sequence[str]]) -> list[Line]:
    """Read rows of day, code, open, high, low, close, volume, in order of days."""
    last: dict[str, int] = {}
    found = []
    for day, code, *prices, volume in rows:
        opened, high, low, close = map(on_grid, prices)
        found.append(Line(day, code, (opened, high, low, close), last.get(code), int(volume)))
        last[code] = close
    return found


def verdict(line: Line, listed: Mapping[str, Listed], sessions: Sequence[str]) -> str | None:
    """Name the rule that a row breaks, or None; `sessions` are the days that there are."""
    opened, high, low, close = line.prices
    one = listed.get(line.code)
    kind = one.kind if one else "stock"
    tests: Mapping[str, Callable[[], bool]] = {
        "price_not_positive": lambda: min(*line.prices, line.before or 1) <= 0,
        "amount_negative": lambda: line.volume < 0,
        "low_above_high": lambda: low > high,
        "open_outside_range": lambda: not low <= opened <= high,
        "close_outside_range": lambda: not low <= close <= high,
        "off_tick": lambda: any(price % _step(price, kind) for price in line.prices),
        "outside_limit": lambda: one is not None and _is_beyond(line, one, sessions),
    }
    return next((rule for rule, is_broken in tests.items() if is_broken()), None)


def _step(price: int, kind: str) -> int:
    """Return the step at a price."""
    steps = _FUND_STEPS if kind in _FUNDS else _STOCK_STEPS
    return next(round(step * GRID) for start, step in steps if price >= start * GRID)


def _is_beyond(line: Line, one: Listed, sessions: Sequence[str]) -> bool:
    """Tell whether a row goes past a limit; the first five sessions of a listing have none."""
    if one.percent is None or line.before is None or line.day < one.since:
        return False
    if sessions[0] <= one.since and sum(one.since <= day <= line.day for day in sessions) <= 5:
        return False
    # A hundred times the limits, so that no fraction is lost before the step is known.
    most, least = (line.before * (100 + sign * one.percent) for sign in (1, -1))
    up = _step(most // 100, one.kind)
    down = _step(least // 100, one.kind)
    highest = most // (up * 100) * up
    lowest = -(-least // (down * 100)) * down
    return max(line.prices) > highest or min(line.prices) < lowest
