"""What a session is marked with, and the ratios of published splits."""

from dataclasses import replace
from datetime import date

import pytest

from bot.market.actions import ActionKind
from bot.market.instruments import TAIEX
from bot.market.marks import marks_of, ratio_of
from tests.market.days import action, stock

DAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("previous", "reference", "ratio"),
    [
        ("188.65", "47.16", (1, 4)),  # 0050
        ("443.15", "20.14", (1, 22)),  # 00631L
        ("306.00", "12.75", (1, 24)),  # 00685L
        ("546", "136.50", (1, 4)),  # 2327
        ("3.28", "22.96", (7, 1)),  # 00632R
        ("2.04", "12.23", (6, 1)),  # 00676R
        ("100", "70", None),
        ("100", "100", None),
    ],
)
def test_ratios_of_published_splits(
    previous: str, reference: str, ratio: tuple[int, int] | None
) -> None:
    """The reference is rounded to the cent; what is no whole ratio is not called one."""
    assert ratio_of(action("0050", DAY, ActionKind.SPLIT, previous, reference)) == ratio


def test_without_figures_there_is_no_ratio() -> None:
    """An announced split says nothing of its ratio yet."""
    assert ratio_of(action("0050", DAY, ActionKind.SPLIT, "188.65", None)) is None


def test_marks_name_the_actions_of_that_session() -> None:
    """Each kind once; other days and other codes do not count; a first day is one too."""
    one = action("2330", DAY, ActionKind.EX_DIVIDEND, "1000", "995")
    other = replace(one, session=date(2025, 6, 19))
    assert marks_of(stock(), DAY, [one, one, other, replace(one, code="1")]) == ("ex-dividend",)
    assert marks_of(stock(listed=DAY), DAY, []) == ("listing",)
    assert marks_of(replace(TAIEX, listed=DAY), DAY, []) == ()
