"""The rules a row of figures must keep."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.market.bars import Bar, ReferenceBasis, check_bar
from tests.market.days import bar

GOOD = replace(
    bar("1070", "1135", prices=("1065", "1075", "1060")), volume=1, turnover=Decimal(1), trades=1
)


def test_a_good_row_breaks_no_rule() -> None:
    """A full row, a close alone and an untraded row are all believable."""
    assert check_bar(GOOD) == ()
    assert check_bar(bar("22694.71", "23525.41")) == ()
    assert check_bar(bar(None, None)) == ()


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (replace(GOOD, low=Decimal(1076)), "low_above_high"),
        (replace(GOOD, open=Decimal(1055)), "open_outside_range"),
        (replace(GOOD, open=Decimal(1080)), "open_outside_range"),
        (replace(GOOD, close=Decimal(1055)), "close_outside_range"),
        (replace(GOOD, close=Decimal(1080)), "close_outside_range"),
        (replace(GOOD, reference=Decimal(0)), "price_not_positive"),
        (replace(GOOD, low=Decimal(-1)), "price_not_positive"),
        (replace(GOOD, volume=-1), "amount_negative"),
        (replace(GOOD, turnover=Decimal(-1)), "amount_negative"),
        (replace(GOOD, trades=-1), "amount_negative"),
        (replace(GOOD, basis=ReferenceBasis.UNKNOWN), "reference_and_basis_disagree"),
        (replace(GOOD, reference=None), "reference_and_basis_disagree"),
        (replace(GOOD, session=date(2025, 2, 4)), "of_another_day"),
    ],
)
def test_names_the_rule_that_is_broken(broken: Bar, rule: str) -> None:
    """Each rule is told by its name."""
    assert rule in check_bar(broken)
