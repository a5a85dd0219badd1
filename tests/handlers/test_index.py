"""`/index` over the bundled archive."""

import pytest

from tests.fakes import Table
from tests.telling import lines_of, text_of, told


async def test_the_day_of_the_story_is_exact() -> None:
    """The index closed 830.70 points down."""
    answer = told(await Table().ask("/index 2025-02-03"))
    row = answer["figures"][0]
    assert (row["code"], row["close"], row["reference"]) == ("TAIEX", "22694.71", "23525.41")
    assert (row["change"], row["percent"], row["limit"]) == ("-830.7", "-3.53", None)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh-TW", ("加權指數 2025-02-03（一，開紅盤）收盤", "22,694.71 ▼830.70（-3.53%）")),
        ("en", ("22,694.71 ▼830.70 (-3.53%)", "Next session 2/4: 22,793.96 ▲99.25 (+0.44%)")),
    ],
)
async def test_reads_in_points(language: str, lines: tuple[str, ...]) -> None:
    """Levels have two decimals always, and no limit price."""
    text = text_of(await Table().ask("/index 2025-02-03", language))
    for line in lines:
        assert line in text.splitlines()
    assert "limit" not in text


async def test_the_index_is_not_held_against_itself() -> None:
    """There is no line of its distance to itself."""
    answer = told(await Table().ask("/index 2025-02-03"))
    assert answer["summary"]["taiex"] is None
    assert answer["summary"]["relative_percent"] is None


async def test_the_buttons_ask_for_the_index_again() -> None:
    """The neighbours are sessions of the index."""
    lines = lines_of(await Table().ask("/index 2025-02-03"))
    assert lines[:2] == ["/index 2025-01-22", "/index 2025-02-04"]
