"""Read exact figures: what is not plainly a number is unknown or refused, never guessed."""

import re
from decimal import Decimal

from bot.sources.reading.cells import CellError, text_of

_NUMBER = re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LONGEST = 30

# What the exchanges print where there is no figure: not traded, not compared (X, and TPEx's
# names of ex-days in place of a change), not stated.
_UNKNOWN = frozenset(
    {"", "-", "--", "---", "----", "N/A", "X", "X0.00", "除息", "除權", "除權息", "除權除息"}
)
# The bounds that mean there are none.
_NO_LIMIT = frozenset({Decimal("9999.95"), Decimal("0.01")})


def decimal_of(cell: object) -> Decimal | None:
    """Return the figure exactly; None where the source states that there is none."""
    if cell is None:
        return None
    if isinstance(cell, Decimal | int) and not isinstance(cell, bool):
        return Decimal(cell)
    text = text_of(cell)
    if text in _UNKNOWN:
        return None
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise CellError("bad_number")
    value = Decimal(text.replace(",", ""))
    return value or value.copy_abs()


def count_of(cell: object) -> int | None:
    """Return a count of shares or trades: a whole number; None where there is none."""
    value = decimal_of(cell)
    if value is None:
        return None
    if value != int(value):
        raise CellError("not_whole")
    return int(value)


def limit_of(cell: object) -> Decimal | None:
    """Return a day's price limit; None where it is not stated or stated to be none."""
    value = decimal_of(cell)
    return None if value in _NO_LIMIT else value
