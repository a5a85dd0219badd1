"""The sign cells, and the changes they make of amounts."""

from decimal import Decimal

import pytest

from bot.sources.reading.cells import CellError
from bot.sources.reading.signs import Sign, sign_of, signed

_ONE = Decimal("1.00")


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("<p style= color:red>+</p>", Sign.UP),
        ("<p style ='color:red'>+</p>", Sign.UP),
        ("<p style= color:green>-</p>", Sign.DOWN),
        ("<P>－</P>", Sign.DOWN),
        ("<p>X</p>", Sign.NOT_COMPARED),
        ("<p> </p>", Sign.UNCHANGED),
        ("+", Sign.UP),
        ("", Sign.UNCHANGED),
    ],
)
def test_signs_as_printed(cell: str, sign: Sign) -> None:
    """Markup around a sign says nothing."""
    assert sign_of(cell) is sign


@pytest.mark.parametrize("cell", ["<p>?</p>", "<p>+", "++", "<p><b>+</b></p>", "除息", "<script>"])
def test_what_is_no_sign(cell: str) -> None:
    """Anything else is refused."""
    with pytest.raises(CellError, match="bad_sign"):
        sign_of(cell)


def test_changes() -> None:
    """A change not compared is unknown, not zero."""
    assert signed(Sign.UP, _ONE) == _ONE
    assert signed(Sign.DOWN, _ONE) == -_ONE
    assert signed(Sign.UNCHANGED, Decimal(0)) == 0
    assert signed(Sign.NOT_COMPARED, Decimal(0)) is None
    assert signed(Sign.UP, None) is None


@pytest.mark.parametrize(
    ("sign", "amount"),
    [(Sign.UP, Decimal(0)), (Sign.UNCHANGED, _ONE), (Sign.DOWN, -_ONE)],
)
def test_a_sign_and_an_amount_that_disagree(sign: Sign, amount: Decimal) -> None:
    """Neither is believed."""
    with pytest.raises(CellError, match="sign_and_amount_disagree"):
        signed(sign, amount)
