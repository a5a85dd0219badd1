"""Plain figures of bars: whole numbers that order rows as the exact figures do."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.market.plain import WHOLE, plain_of
from tests.market.days import bar

PRICES = st.decimals("0.01", "99999", places=2)


def test_a_bar_in_whole_numbers() -> None:
    """Prices in 1/10,000 TWD, the rise in billionths, the turnover in TWD; unknown stays so."""
    one = replace(bar("1070", "1135"), volume=5, turnover=Decimal("12.50"))
    plain = plain_of({"2330": one})["2330"]
    assert (plain.close, plain.reference, plain.volume) == (10_700_000, 11_350_000, 5)
    assert (plain.rise, plain.turnover) == (-57_268_722, 13)
    assert plain_of({"2330": bar(None, "1135")})["2330"].rise is None
    assert plain_of({"2330": bar("1070", None)})["2330"].rise is None


@given(PRICES, PRICES)
def test_the_rise_has_the_sign_and_the_size_of_the_change(
    close: Decimal, reference: Decimal
) -> None:
    """No riser is taken for a faller, and what is cut off is below a billionth."""
    rise = plain_of({"1": bar(str(close), str(reference), code="1")})["1"].rise
    assert rise is not None
    assert (rise > 0) == (close > reference)
    assert (rise < 0) == (close < reference)
    assert abs(Decimal(rise) / WHOLE - (close - reference) / reference) < Decimal("1e-9")
