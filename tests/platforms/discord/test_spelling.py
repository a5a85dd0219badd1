"""Example lines as Discord knows them."""

import pytest

from bot.core.replies import Examples, Reply, paragraph
from bot.platforms.discord.spelling import spelled_for_discord
from tests.platforms.discord.menu import menu


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("/move 2330", "/move 2330"),
        ("/help move", "/banquet help move"),
        ("/note some text", "/banquet_admin note some text"),
        ("/unknown", "/unknown"),
        ("2330", "2330"),
    ],
)
def test_subcommands_carry_their_group(line: str, shown: str) -> None:
    """Help and settings are typed through their group, look-ups as everywhere."""
    reply = Reply("t", (paragraph("/help"), Examples(((line, "what"),))))
    assert spelled_for_discord(reply, menu()).blocks == (
        paragraph("/help"),
        Examples(((shown, "what"),)),
    )
