"""`/help`, `/start` and `/about`: every line they show works."""

from datetime import datetime

import pytest

import handlers
from bot.core.clock import TAIPEI
from bot.core.principals import Access
from bot.core.registry import registry
from bot.core.replies import Examples, Reply
from tests.fakes import MemoryBars, Table
from tests.handlers.whole_market import replayed
from tests.telling import lines_of, text_of, told

handlers.load()
FOR_ALL = [c for c in registry.commands if c.access is not Access.OWNER]
REPLAY = datetime(2025, 2, 3, 18, 0, tzinfo=TAIPEI)


def _table(now: datetime) -> Table:
    """Return a Banquet at an instant."""
    table = Table()
    table.clock.at = now
    return table


def _examples(reply: Reply) -> list[str]:
    """Return the lines that a reply shows to tap."""
    blocks = (block for block in reply.blocks if isinstance(block, Examples))
    return [line for block in blocks for line, _ in block.lines]


BEFORE = {
    "/help basket_add": "/basket new ours 2330",
    "/help basket_remove": "/basket new ours 2330 2317",
    "/help basket_rename": "/basket new ours 2330",
    "/help basket_delete": "/basket new servers 2330",
    "/help undo": "/settings colors green_up",
}
"""What has to be there for some examples to mean something."""


async def test_help_lists_every_command() -> None:
    """Each command stands there once with an example of its own."""
    lines = _examples(await Table().ask("/help"))
    assert [line.split()[0] for line in lines] == [f"/{c.spoken.split()[0]}" for c in FOR_ALL]


@pytest.mark.parametrize("command", [c.name for c in FOR_ALL])
@pytest.mark.parametrize("language", ["en", "zh-TW"])
async def test_help_explains_each_command(command: str, language: str) -> None:
    """The form, the values and the other names are told in both languages."""
    found = registry.find(command)
    assert found is not None
    text = text_of(await Table().ask(f"/help {command}", language))
    assert found.usage in text
    assert all(alias in text for alias in found.aliases)


@pytest.mark.parametrize("line", ["/help", "/start", *(f"/help {c.name}" for c in FOR_ALL)])
async def test_what_they_offer_is_answered_in_a_replay(line: str) -> None:
    """On the evening of the story, with the market held, every line shown is answered."""
    table = replayed()
    table.clock.at = REPLAY
    if line in BEFORE:
        await table.ask(BEFORE[line])
    reply = await table.ask(line)
    # A line that makes something works once.
    for offered in dict.fromkeys((*_examples(reply), *lines_of(reply))):
        assert (await table.ask(offered)).ok, offered


async def test_before_the_story_the_examples_have_no_later_day() -> None:
    """With the clock set before it, the day of the story is not named."""
    table = _table(datetime(2025, 1, 22, 18, 0, tzinfo=TAIPEI))
    for line in ("/help", "/start", "/help move", "/help dinnerlist"):
        assert "2025-02-03" not in text_of(await table.ask(line))


@pytest.mark.parametrize(
    ("word", "command"), [("漲跌", "move"), ("/DINNER", "dinnerlist"), ("說明", "help")]
)
async def test_help_knows_the_other_names(word: str, command: str) -> None:
    """An alias, with or without its slash, is explained as its command."""
    assert (await Table().ask(f"/help {word}")).title == f"/{command}"


async def test_about_tells_what_is_held() -> None:
    """The range of the figures ends at the clock."""
    summary = told(await Table().ask("/about"))["summary"]
    assert (summary["first"], summary["last"], summary["bars"]) == ("2024-12-09", "2026-01-29", 203)
    summary = told(await _table(REPLAY).ask("/about"))["summary"]
    assert summary["last"] == "2025-02-03"


async def test_an_empty_store_says_so() -> None:
    """Nothing held is no error of `/about`, and a look-up is told what to do."""
    table = Table(bars=MemoryBars())
    assert "No figures are held here yet." in text_of(await table.ask("/about"))
    reply = await table.ask("/move 2330")
    assert (reply.title, reply.ok) == ("No figures are held here yet.", False)
