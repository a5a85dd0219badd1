"""Pushes on the terminal."""

import pytest

from bot.core.replies import Reply, paragraph
from bot.core.sending import PIN, PUSH, Delivery, Part
from bot.platforms.console.pushing import ConsolePusher, ConsoleSender
from bot.platforms.console.render import Ink


async def test_a_push_is_written_and_a_pin_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of an answer, and the row's own number as its message."""
    reply = Reply("Close digest", (paragraph("TAIEX 22,694.71"),))
    (body,) = ConsolePusher(Ink(colors=False)).push(reply, "en").bodies
    for method in (PUSH, PIN):
        part = Part("k", "console", 0, method, body)
        answer = await ConsoleSender().send(Delivery(7, part, 1, 1))
        assert (answer.kind, answer.message_id) == ("ok", 7)
    assert capsys.readouterr().out.count("TAIEX 22,694.71") == 1
