"""Read the sign that the exchange prints beside an unsigned change."""

from decimal import Decimal
from enum import Enum

from bot.sources.reading.cells import CellError, text_of


class Sign(Enum):
    """How the close compares with the reference; the values are what is printed."""

    UP = "+"
    DOWN = "-"
    UNCHANGED = ""
    NOT_COMPARED = "X"  # ex-day, new listing or trading resumed: the change beside it is no figure


def sign_of(cell: object) -> Sign:
    """Read a sign, which comes as coloured markup."""
    text = text_of(cell)
    try:
        return Sign(text)
    except ValueError as error:
        raise CellError("bad_sign") from error


def signed(sign: Sign, amount: Decimal | None) -> Decimal | None:
    """Give an amount its sign; None where nothing was compared or nothing is stated."""
    if amount is None or sign is Sign.NOT_COMPARED:
        return None
    if amount < 0 or (amount == 0) != (sign is Sign.UNCHANGED):
        raise CellError("sign_and_amount_disagree")
    return amount.copy_negate() if sign is Sign.DOWN else amount
