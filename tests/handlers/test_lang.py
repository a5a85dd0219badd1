"""`/lang`: the language of a chat."""

import pytest

from tests.fakes import PRIVATE, Table


@pytest.mark.parametrize(
    ("line", "language", "title"),
    [
        ("/lang en", "en", "This chat now speaks English."),
        ("/lang zh-TW", "zh-TW", "這裡改用繁體中文。"),
        ("/lang ZH-tw", "zh-TW", "這裡改用繁體中文。"),
        ("語言 en", "en", "This chat now speaks English."),
    ],
)
async def test_answers_in_the_language_chosen(line: str, language: str, title: str) -> None:
    """The choice is stored, stated, and confirmed in its own words."""
    table = Table()
    reply = await table.ask(line)
    assert (reply.title, reply.private) == (title, True)
    assert reply.summary == {"language": language}
    assert table.chats.languages == {(PRIVATE.platform, PRIVATE.id): language}


async def test_the_choice_lasts() -> None:
    """The next answer speaks it without being told."""
    table = Table()
    await table.ask("/lang en", None)
    assert (await table.ask("/index 2025-02-03", None)).title.startswith("TAIEX")
    await table.ask("/lang zh-TW", None)
    assert (await table.ask("/index 2025-02-03", None)).title.startswith("加權指數")
