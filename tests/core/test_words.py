"""A line's words, as tired people type them."""

import pytest

from bot.core.parsing import words_of
from tests.fakes import Table


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2330,2317、2382，2356", ("2330", "2317", "2382", "2356")),
        ("台積電2/3", ("台積電", "2/3")),
        ("台積電2025-02-03", ("台積電", "2025-02-03")),
        ("台積電（2330）", ("台積電", "2330")),
        ("民國114/2/3", ("民國114/2/3",)),
        ("2330　2025/2/3", ("2330", "2025/2/3")),
    ],
)
def test_splits_a_line(text: str, words: tuple[str, ...]) -> None:
    """Commas, brackets, wide blanks and a date at once behind a name part words."""
    assert words_of(text) == words


async def test_a_part_of_one_choice_is_enough() -> None:
    """中文 can only be 繁體中文."""
    table = Table()
    reply = await table.ask("/lang 中文", "zh-TW")
    assert reply.ok
    assert reply.summary == {"language": "zh-TW"}
