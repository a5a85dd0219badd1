"""The reference of the commands is what the tool writes."""

import handlers
from bot.core.registry import registry
from tools.reference import TARGET, reference


def test_the_committed_reference_is_the_tools() -> None:
    """A changed declaration needs `make docs`."""
    handlers.load()

    assert reference(registry.commands) == TARGET.read_text("utf-8")


def test_both_languages_stand_side_by_side() -> None:
    """Every summary is there in Chinese and in English."""
    text = TARGET.read_text("utf-8")

    assert "| 查加權指數某個交易日的漲跌。 | What the TAIEX did in one session. |" in text
