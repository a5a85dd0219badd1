"""The scanner that the look-ahead tests rely on."""

from datetime import date

import pytest

from tests.core.dates_shown import dates_in, shown
from tests.fakes import Table


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-03",
        "on 2025-02-03.",
        '{"date": "2025-02-03"}',
        "2025/2/3",
        "20250203",
        "2025年2月3日",
        "114/02/03",
        "◀ 2/3",
        "下一日2/3：",
    ],
)
def test_finds_every_form(text: str) -> None:
    """Each of these is the third of February."""
    assert set(dates_in(text, 2025)) == {date(2025, 2, 3)}


@pytest.mark.parametrize(
    "text", ["1,070", "22,694.71", "20695.9", "20190.25", "0.50%", "2330", "38.65", "3/45"]
)
def test_takes_no_figure_for_a_date(text: str) -> None:
    """Prices, index levels, codes and impossible days are none."""
    assert list(dates_in(text, 2025)) == []


async def test_finds_what_an_answer_shows() -> None:
    """An answer with its way since shows the days of both ends and those beside it."""
    found = shown(await Table().ask("/move 2330 2025-02-03"))
    near = {date(2025, 1, 22), date(2025, 2, 3), date(2025, 2, 4), date(2026, 1, 29)}
    assert found == near
