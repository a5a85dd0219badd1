"""Since when a close is the lowest or the highest: said only over sessions without a gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

LEAST = 5
"""Sessions that an extreme must beat; fewer are no news."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """The last close is the lowest or the highest since a session."""

    side: Literal["low", "high"]
    since: date
    """The last session that was as low or as high; where none was, the first one looked at."""
    beaten: bool
    """Every session looked at was beaten, the first one too."""


def extreme_of(closes: Iterable[tuple[date, Decimal]]) -> Extreme | None:
    """Return what a close is an extreme of; it comes first, then the sessions before it in turn."""
    backwards = iter(closes)
    last, nearest = next(backwards, None), next(backwards, None)
    if last is None or nearest is None or nearest[1] == last[1]:
        return None
    level, low = last[1], nearest[1] > last[1]
    side: Literal["low", "high"] = "low" if low else "high"
    since, count = nearest[0], 1
    for day, close in backwards:
        if close <= level if low else close >= level:
            return Extreme(side, day, beaten=False) if count >= LEAST else None
        since, count = day, count + 1
    return Extreme(side, since, beaten=True) if count >= LEAST else None
