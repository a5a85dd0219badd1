"""What the registry refuses before any platform would."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated

import pytest

import handlers
from bot.core.core import Core
from bot.core.i18n import Say, say_in
from bot.core.principals import Access
from bot.core.registry import MENU_LIMIT, Registry, Section, registry
from bot.core.replies import Reply
from bot.core.values import Rest
from tests.fakes import FakeClock, parts

handlers.load()


async def plain(*, say: Say) -> Reply:
    """Say one word."""
    return Reply(say("up"))


async def silent(*, say: Say) -> Reply:
    """Lose this text below."""
    return Reply(say("up"))


async def wordy(*, say: Say) -> Reply:
    """Get a text below that no menu holds."""
    return Reply(say("up"))


silent.__doc__, wordy.__doc__ = None, "a" * 101


async def unnamed(text: Rest) -> Reply:
    """Take a value that nobody describes."""
    return Reply(text)


async def undescribed(text: Annotated[Rest, ""]) -> Reply:
    """Take a value with an empty description."""
    return Reply(text)


async def strange(text: Annotated[bytes, "bytes"]) -> Reply:
    """Take a value of a type that nothing reads."""
    return Reply(str(text))


async def early(text: Annotated[Rest, "text"], more: Annotated[Rest, "more"]) -> Reply:
    """Take the rest of the line before something else."""
    return Reply(text + more)


async def portly(*, nobody: object) -> Reply:
    """Ask for a port that nobody fills."""
    return Reply(str(nobody))


@pytest.mark.parametrize(
    "name", ["", "Move", "漲跌", "two words", "a-b", "a" * 33, "1st", "/move", "é", "_x"]
)
def test_names_that_some_platform_refuses(name: str) -> None:
    """Names are lower-case ASCII letters, digits and underscores, at most 32."""
    with pytest.raises(ValueError, match="names are a-z"):
        Registry().command(name)(plain)


@pytest.mark.parametrize("alias", ["", "two words", " padded"])
def test_an_alias_is_one_word(alias: str) -> None:
    """A word that a line could never hold is no alias."""
    with pytest.raises(ValueError, match="an alias is one word"):
        Registry().command("up", alias)(plain)


@pytest.mark.parametrize(("name", "alias"), [("up", "x"), ("x", "up"), ("x", "漲"), ("x", "ＵＰ")])
def test_a_word_is_taken_once(name: str, alias: str) -> None:
    """Names and aliases share one room, whatever their case and width."""
    own = Registry()
    own.command("up", "漲")(plain)
    with pytest.raises(ValueError, match="is taken"):
        own.command(name, alias)(plain)


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (silent, "needs a docstring"),
        (wordy, "1 to 100 characters"),
        (unnamed, "needs Annotated"),
        (undescribed, "1 to 100 characters"),
        (strange, "a type that nothing reads"),
        (early, "can only come last"),
    ],
)
def test_a_form_that_no_door_could_show(
    handler: Callable[..., Awaitable[Reply]], reason: str
) -> None:
    """A handler says what it is for, and every value has a description and a kind."""
    with pytest.raises(ValueError, match=reason):
        Registry().command("up")(handler)


def test_too_many_parameters_are_refused() -> None:
    """Discord takes 25 options."""
    own = Registry()
    own.command("up")(plain)
    command, several = own.commands[0], registry.find("move")
    assert several is not None
    with pytest.raises(ValueError, match="at most 25 parameters"):
        Registry().add(replace(command, parameters=several.parameters * 13))


def test_a_missing_port_stops_the_wiring() -> None:
    """What a handler asks for and nobody fills is found at the start, by name."""
    own, clock = Registry(), FakeClock()
    own.command("up")(portly)
    lacking = parts(own, clock)
    with pytest.raises(ValueError, match="/up asks for a port nobody fills: nobody"):
        Core(lacking)
    Core(replace(lacking, ports={"nobody": 1}))


def test_the_docstring_is_the_form() -> None:
    """Summary, examples and notes come from the docstring, values from the signature."""
    move = registry.find("/MOVE")
    assert move is not None
    assert move is registry.find("股價")
    assert move.summary == "What instruments did in one session."
    assert move.examples[0] == "/move 2330 2025-02-03"
    assert move.usage == "/move <instruments> [day]"
    assert move.zh_name == "漲跌"
    assert {"bars", "almanac", "moment", "say"} <= set(move.ports)
    assert len(move.notes) == 1


def test_commands_stand_in_the_order_of_help() -> None:
    """Look-ups come first, settings after what is general, and the menu holds at most twelve."""
    sections = [command.section for command in registry.commands]
    assert sections == sorted(sections, key=list(Section).index)
    assert len(registry.menu()) <= MENU_LIMIT
    assert all(c.section is not Section.SETTINGS for c in registry.menu(settings=False))
    assert all(c.access is not Access.OWNER for c in registry.menu())


def test_every_text_of_a_form_is_translated() -> None:
    """Summaries, descriptions, notes, titles and choices have their Chinese."""
    say = say_in("zh-TW")
    texts = [
        text
        for command in registry.commands
        for text in (
            command.summary,
            *command.notes,
            *(p.description for p in command.parameters),
        )
    ]
    assert [text for text in texts if say(text) == text] == []


def test_every_command_has_a_chinese_name_and_one_bare_command() -> None:
    """Discord shows the Chinese name, and a line without a word goes to one command alone."""
    assert [c.name for c in registry.commands if c.zh_name is None] == []
    assert [c.name for c in registry.commands if c.bare] == ["move"]


def test_a_full_menu_keeps_the_command_that_finds_the_others() -> None:
    """With thirteen look-ups the twelfth place is for /help."""
    own = Registry()

    async def handler() -> Reply:
        """Say nothing much."""
        return Reply("")

    for number in range(13):
        own.command(f"look_{number}")(handler)
    own.command("help", section=Section.GENERAL)(handler)

    assert [c.name for c in own.menu()][-2:] == ["look_7", "help"]
    assert len(own.menu()) == MENU_LIMIT
