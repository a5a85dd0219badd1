"""How a set of moves splits into risers and fallers, and their middle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from statistics import median

from bot.market.moves import EXACT, Limit, Move


@dataclass(frozen=True, slots=True)
class Breadth:
    """Counts over a set, and the unrounded median and average of the known percentages."""

    advancers: int
    decliners: int
    unchanged: int
    unknown: int
    limit_up: int
    limit_down: int
    median: Decimal | None
    average: Decimal | None


def breadth_of(moves: Sequence[Move], unknown: int = 0) -> Breadth:
    """Count the moves, each of the same weight; `unknown` members have no bar at all."""
    return replace(
        split_of([move.percent for move in moves], unknown),
        limit_up=sum(move.limit is Limit.UP for move in moves),
        limit_down=sum(move.limit is Limit.DOWN for move in moves),
    )


def split_of(percentages: Sequence[Decimal | None], unknown: int = 0) -> Breadth:
    """Count percentages of whatever time, each of the same weight; None and `unknown` are none."""
    percents = [percent for percent in percentages if percent is not None]
    with localcontext(EXACT):
        return Breadth(
            advancers=sum(percent > 0 for percent in percents),
            decliners=sum(percent < 0 for percent in percents),
            unchanged=sum(percent == 0 for percent in percents),
            unknown=len(percentages) - len(percents) + unknown,
            limit_up=0,
            limit_down=0,
            median=median(percents) if percents else None,
            average=sum(percents, Decimal(0)) / len(percents) if percents else None,
        )


def ranked(moves: Iterable[Move]) -> list[Move]:
    """Sort the moves whose percentage is known, highest first and equals by code."""
    known = [(move.percent, move) for move in moves if move.percent is not None]
    return [move for _, move in sorted(known, key=lambda pair: (-pair[0], pair[1].instrument.code))]
