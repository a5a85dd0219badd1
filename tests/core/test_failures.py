"""What is nobody's mistake: a source that fails, and a bug of ours."""

import logging
from collections.abc import Collection, Mapping
from datetime import date
from typing import NoReturn

import pytest

from bot.core.errors import StoreBusy, StoreFull, UpstreamError
from bot.core.principals import Chat
from bot.market.bars import Bar
from tests.choice_fakes import MemoryChats
from tests.fakes import MemoryBars, Table
from tests.telling import fault_of, lines_of, text_of


class FailingBars(MemoryBars):
    """Bars that cannot be read."""

    def __init__(self, failure: Exception) -> None:
        """Fail with this."""
        super().__init__()
        self.failure = failure

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Fail."""
        raise self.failure from LookupError(f"{session} {len(codes)}")


class SilentChats(MemoryChats):
    """A store of chats that is never asked in vain."""

    asked = 0

    async def layers(self, chat: Chat) -> NoReturn:
        """Count the question and fail."""
        self.asked += 1
        raise StoreBusy(f"locked: {chat.id}")


@pytest.mark.parametrize(
    ("failure", "english", "chinese"),
    [
        (StoreBusy("x"), "The database is busy at the moment.", "資料庫正忙。"),
        (
            StoreFull("x"),
            "The disk of this Banquet is full, so nothing was changed.",
            "這台主機的磁碟已滿，所以沒有更動任何資料。",
        ),
        (
            UpstreamError("x"),
            "A source that Banquet depends on did not answer.",
            "資料來源沒有回應。",
        ),
    ],
)
async def test_what_we_depend_on_is_named_as_upstream(
    failure: UpstreamError, english: str, chinese: str
) -> None:
    """The sentence says what failed, and the same line can be sent again."""
    table = Table(bars=FailingBars(failure))
    for language, sentence in (("en", english), ("zh-TW", chinese)):
        reply = await table.ask("/move 2330 2025-02-03", language)
        fault = fault_of(reply)
        assert (fault.kind, fault.message) == ("upstream", sentence)
        assert fault.hint
        assert lines_of(reply) == ["/move 2330 2025-02-03"]


async def test_a_bug_has_a_key_and_shows_nothing_of_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The asker gets an incident key; the exception's text is in the log alone."""
    table = Table(bars=FailingBars(RuntimeError("secret /home/path")))
    with caplog.at_level(logging.ERROR):
        reply = await table.ask("/move 2330 2025-02-03")
    fault = fault_of(reply)
    assert (fault.kind, fault.message) == ("bug", "Something went wrong on our side.")
    assert "secret" not in text_of(reply)
    key = fault.hint.split("#")[1][:6]
    assert key in caplog.text
    assert "secret /home/path" in caplog.text
    assert lines_of(reply) == ["/move 2330 2025-02-03"]


async def test_each_bug_has_a_key_of_its_own() -> None:
    """Two incidents can be told apart."""
    table = Table(bars=FailingBars(RuntimeError("x")))
    hints = {fault_of(await table.ask("/index 2025-02-03")).hint for _ in range(4)}
    assert len(hints) == 4


async def test_a_busy_store_is_no_answer_to_talk_among_people() -> None:
    """What is not for the bot asks nothing of the store and gets no error either."""
    chats = SilentChats()
    assert await Table(chats=chats).in_group("good morning") is None
    assert chats.asked == 0


async def test_a_store_without_languages_answers_in_the_default() -> None:
    """A chat whose language cannot be read is told so in the program's language."""
    reply = await Table(chats=SilentChats()).in_group("/move 2330 2025-02-03")
    assert reply is not None
    assert fault_of(reply).message == "資料庫正忙。"
