"""Figures of a measurement, and the table they are printed in."""

import math
from collections.abc import Sequence
from statistics import median


def middle(values: Sequence[float], digits: int = 3) -> str:
    """Write the median."""
    return f"{median(values):,.{digits}f}"


def p95(values: Sequence[float], digits: int = 3) -> str:
    """Write the value that 95 of 100 do not pass."""
    return _not_passed(values, 0.95, digits)


def p99(values: Sequence[float], digits: int = 3) -> str:
    """Write the value that 99 of 100 do not pass."""
    return _not_passed(values, 0.99, digits)


def _not_passed(values: Sequence[float], share: float, digits: int) -> str:
    """Write the value that a share does not pass."""
    ranked = sorted(values)
    return f"{ranked[math.ceil(len(ranked) * share) - 1]:,.{digits}f}"


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out as a Markdown table: the first column is text, the others are numbers."""
    rules = ["---", *("---:" for _ in titles[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (titles, rules, *rows))
