"""Since when a close is the lowest or the highest: said only over sessions without a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

LEAST = 5
"""Sessions that an extreme must span; a shorter one is no news."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """The last close is the lowest or the highest since a session, or of all that are held."""

    side: Literal["low", "high"]
    since: date
    """The last session that was as low or as high; the first one held where none was."""
    whole: bool
    """No session held was as low or as high."""


def extreme_of(closes: Sequence[tuple[date, Decimal]]) -> Extreme | None:
    """Return what the last close is an extreme of; `closes` are consecutive sessions in order."""
    if len(closes) <= LEAST:
        return None
    last = closes[-1][1]
    earlier = closes[:-1]
    for side in ("low", "high"):
        reached = [
            number
            for number, (_, close) in enumerate(earlier)
            if (close <= last if side == "low" else close >= last)
        ]
        begin = reached[-1] if reached else 0
        if len(earlier) - begin > LEAST:
            return Extreme(side, earlier[begin][0], not reached)
    return None
