"""The command tree as Discord is told of it."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.errors import OperatorError
from bot.core.i18n import Say
from bot.core.kinds.simple import ChoiceKind
from bot.core.parameters import Choice
from bot.core.registry import Command, Registry, Section
from bot.platforms.discord.client import BanquetClient
from tests.golden import Golden
from tests.platforms.discord.conftest import Room
from tests.platforms.discord.fakes import MemoryButtons, MemoryNotes, ScriptedCore, StillClock
from tests.platforms.discord.menu import menu
from tests.standins.discord.people import DIRECT, MANAGER, MEMBER
from tests.standins.discord.server import NotOffered


def _client(commands: Registry) -> BanquetClient:
    """Build a client over a registry, connected to nothing."""
    return BanquetClient(ScriptedCore(commands), MemoryButtons(), MemoryNotes(), StillClock())


def _named(name: str, section: Section = Section.LOOKUP) -> Command:
    """Return a command without parameters."""
    found = menu().find("help")
    assert found
    return replace(found, name=name, aliases=(), section=section)


async def test_a_message_without_a_word_on_it_mentions_nobody() -> None:
    """Below what every call says, the client itself mentions nobody."""
    mentions = _client(menu()).allowed_mentions
    assert mentions
    assert list(mentions.to_dict().items()) == [("parse", [])]


async def test_the_payload_comes_from_the_registry(golden: Golden) -> None:
    """Look-ups on top, groups for the rest, both languages, choices and completion."""
    payload = await _client(menu()).tree.payload()
    golden("discord/commands.json", json.dumps(payload, ensure_ascii=False, indent=2) + "\n")


async def test_discord_takes_the_payload(room: Room) -> None:
    """The stand-in checks names, lengths, numbers and localisations as Discord does."""
    async with room.open():
        await (await room.discord.slash("banquet help")).answered()
    assert [command["name"] for command in room.discord.commands] == [
        "move",
        "banquet",
        "banquet_admin",
    ]
    assert room.discord.ledger.refused() == []


async def test_settings_ask_for_manage_server(room: Room) -> None:
    """Members are not shown the settings, nor is anybody in direct messages."""
    async with room.open():
        with pytest.raises(NotOffered):
            await room.discord.slash("banquet_admin note", {"text": "x"}, permissions=MEMBER)
        with pytest.raises(NotOffered):
            await room.discord.slash("banquet_admin note", {"text": "x"}, place=DIRECT)
        shown = await room.discord.slash("banquet_admin note", {"text": "x"}, permissions=MANAGER)
        await shown.answered()
    admin = next(c for c in room.discord.commands if c["name"] == "banquet_admin")
    assert (admin["default_member_permissions"], admin["contexts"]) == (1 << 5, [0])
    assert admin["integration_types"] == [0]


async def test_owners_commands_are_not_shown(room: Room) -> None:
    """What only owners may do is in no server's list."""
    async with room.open():
        pass
    assert "reload" not in json.dumps(room.discord.commands)


async def test_completion_comes_from_memory(room: Room) -> None:
    """What is typed goes to the core with the asker's language; its offers come back."""
    room.core.choices = [Choice("2330 台積電 TSMC", "2330"), Choice("", "x"), Choice("y", "")]
    async with room.open():
        asked = await room.discord.complete("move", "instruments", "台")
        await asked.until(lambda: asked.completions is not None)
    assert asked.completions == [{"name": "2330 台積電 TSMC", "value": "2330"}]
    assert room.core.typed == [("move", "instruments", "台", "zh-TW")]


async def test_completion_of_several_values_keeps_the_earlier_ones(room: Room) -> None:
    """Choosing a completion replaces all that was typed, so it holds what stood before."""
    room.core.choices = [Choice("2330 台積電", "2330")]
    async with room.open():
        asked = await room.discord.complete("move", "instruments", "2317 233")
        await asked.until(lambda: asked.completions is not None)
    assert asked.completions == [{"name": "2317 2330 台積電", "value": "2317 2330"}]
    assert room.core.typed[0][2] == "233"


async def test_completion_never_offers_more_than_discord_takes(room: Room) -> None:
    """More than 25 offers and over-long ones are cut or left out."""
    room.core.choices = [Choice("名" * 150, "x" * (99 + n % 3)) for n in range(40)]
    async with room.open():
        asked = await room.discord.complete("move", "instruments", "")
        await asked.until(lambda: asked.completions is not None)
    assert asked.completions
    assert {len(choice["name"]) for choice in asked.completions} == {100}
    assert max(len(choice["value"]) for choice in asked.completions) == 100


def _crowd(section: Section, size: int) -> list[Command]:
    """Return that many commands of a section."""
    return [_named(f"c{n}", section) for n in range(size)]


def _long_summary() -> list[Command]:
    """Return a command whose description is too long."""
    return [replace(_named("long"), summary="x" * 101)]


def _bad_alias() -> list[Command]:
    """Return a command whose Chinese name has a character that Discord refuses."""
    return [replace(_named("fine"), aliases=("漲／跌",))]


class _ManyChoices(ChoiceKind):
    """A kind with more fixed values than Discord shows."""

    def choices(self, say: Say) -> tuple[Choice, ...]:
        """Return 26 choices."""
        assert say.language in ("zh-TW", "en")
        return tuple(Choice(str(n), str(n)) for n in range(26))


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        (lambda: _crowd(Section.GENERAL, 26), "25 subcommands.*general has 26"),
        (lambda: _crowd(Section.SETTINGS, 26), "25 subcommands.*settings has 26"),
        (lambda: _crowd(Section.LOOKUP, 99), "100 commands"),
        (lambda: [_named("banquet")], "/banquet is the name of a group"),
        (_long_summary, "1 to 100 characters: /long has 101"),
        (_bad_alias, "漲／跌"),
        (lambda: [_named("Upper")], "Upper"),
    ],
)
def test_what_discord_would_refuse_is_refused_at_build(
    commands: Callable[[], list[Command]], words: str
) -> None:
    """The operator hears of it at start, in one line."""
    with pytest.raises(OperatorError, match=words):
        _client(_Fixed(commands()))


def test_too_many_choices_are_refused_at_build() -> None:
    """Fixed values past 25 have to be completed instead."""
    found = menu().find("move")
    assert found
    unit = replace(found.parameters[1], kind=_ManyChoices(()))
    with pytest.raises(OperatorError, match="25 choices: /move unit has 26"):
        _client(_Fixed([replace(found, parameters=(unit,))]))


class _Fixed(Registry):
    """A registry that holds what it is given, unchecked."""

    def __init__(self, commands: list[Command]) -> None:
        """Hold these commands."""
        super().__init__()
        self._commands = {command.name: command for command in commands}
