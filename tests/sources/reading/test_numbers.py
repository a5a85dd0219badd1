"""A cell is an exact figure, stated to be unknown, or refused."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.reading.cells import CellError
from bot.sources.reading.numbers import count_of, decimal_of, limit_of

_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789,.+-"}
_FIGURES = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2)


@given(_FIGURES)
def test_printed_figures_come_back(figure: Decimal) -> None:
    """Commas, a sign, full width, blanks and a colour around it change no figure."""
    printed = f"{figure:,.2f}"
    coloured = f"<p style= color:red>{printed}</p>"
    for cell in (printed, f"{figure:.2f}", f"  {printed} ", coloured):
        assert decimal_of(cell) == figure
        assert decimal_of(cell.translate(_FULL_WIDTH)) == figure
    assert decimal_of(figure) == figure


@given(st.text(max_size=12))
def test_any_text_is_a_finite_figure_unknown_or_refused(cell: str) -> None:
    """No infinity and no other failure comes out."""
    with suppress(CellError):
        figure = decimal_of(cell)
        assert figure is None or figure.is_finite()


@pytest.mark.parametrize(
    "cell",
    [
        "", " ", "\u3000", "-", "--", "---", "----", "X", "X0.00", "除息", "除息 ", "除權",
        "除權息", "N/A", None, "<p> </p>", "－－",
    ],
)  # fmt: skip
def test_what_states_that_there_is_no_figure(cell: object) -> None:
    """Unknown is None, never zero."""
    assert decimal_of(cell) is None
    assert count_of(cell) is None
    assert limit_of(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "1,23,456", "1.234,5", "1_000", "٣", "²", "Ⅷ", "一", "12 345", "1,2345", "0,123", ",123",
        "1,234,", "1.", ".5", "+", "+-1", "1e5", "1E+3", "0x10", "nan", "NaN", "inf", "-Infinity",
        "1e999", "--1", "X1.00", "10%", "NT$10", "1070.00元", "9" * 31, "null", "None",
        "<b>1</i>", "<p>1</p><p>2</p>", "\u202e1070", "1\u200b070",
    ],
)  # fmt: skip
def test_what_is_no_figure(cell: str) -> None:
    """What is not plainly a number is refused."""
    with pytest.raises(CellError, match="bad_number"):
        decimal_of(cell)


@pytest.mark.parametrize("cell", [True, [], {}, ["1"]])
def test_what_is_no_cell(cell: object) -> None:
    """Other JSON values are refused, truth values too."""
    with pytest.raises(CellError, match="not_text"):
        decimal_of(cell)


def test_a_negative_zero_is_zero() -> None:
    """So that no answer shows -0."""
    assert str(decimal_of("-0.00")) == "0.00"


def test_counts_are_whole() -> None:
    """A count of shares has no fraction."""
    assert count_of("25,932,524,521") == 25_932_524_521
    assert count_of(7) == 7
    with pytest.raises(CellError, match="not_whole"):
        count_of("1.5")


@pytest.mark.parametrize("cell", ["9,999.95", "9999.95", "0.01"])
def test_limits_that_mean_there_are_none(cell: str) -> None:
    """The exchanges print bounds that no price reaches."""
    assert limit_of(cell) is None


def test_a_limit() -> None:
    """Any other bound is a limit."""
    assert limit_of("51.85") == Decimal("51.85")
