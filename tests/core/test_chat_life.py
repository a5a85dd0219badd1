"""A chat that asks something is a chat in which the bot is."""

from datetime import date

from bot.core.principals import Principal
from bot.core.requests import Occasion, Request
from tests.fakes import GROUP, PRIVATE, Table


async def test_a_question_brings_an_away_chat_back() -> None:
    """Once: a chat that is not away costs one look-up and no change."""
    table = Table()
    table.chat_life.gone[PRIVATE.id] = "403"
    await table.ask("/about")
    await table.ask("/about")
    assert table.chat_life.events == [("back", PRIVATE.id)]


async def test_talk_that_is_not_ours_asks_nothing_of_the_store() -> None:
    """In groups most of what is said is for others."""
    table = Table()
    table.chat_life.gone[GROUP.id] = "403"
    assert await table.in_group("good morning") is None
    assert table.chat_life.events == []


async def test_the_clock_is_no_word_of_the_chat() -> None:
    """A digest that is prepared says nothing about whether it can arrive."""
    table = Table()
    table.chat_life.gone[PRIVATE.id] = "403"
    request = Request(
        PRIVATE, Principal("console", 0), "/about", table.clock.now(), addressed=True,
        occasion=Occasion(date(2026, 11, 23)),
    )  # fmt: skip
    assert await table.core.answer(request) is not None
    assert table.chat_life.events == []


async def test_the_day_of_the_last_answer_is_noted() -> None:
    """Once a day; a refusal, a wish to be forgotten and the machine's own door leave nothing."""
    table = Table()
    await table.in_group("/move 99999")
    assert table.chat_life.answered == {}
    await table.in_group("/forget me yes", addressed=True)
    assert table.chat_life.answered == {}
    await table.in_group("/about")
    first = table.clock.now()
    table.clock.pass_time(60)
    await table.in_group("/about")
    assert table.chat_life.answered == {(GROUP.platform, GROUP.id): first}
    table.clock.pass_time(86_400)
    await table.in_group("/about")
    assert table.chat_life.answered == {(GROUP.platform, GROUP.id): table.clock.now()}
