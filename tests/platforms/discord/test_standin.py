"""The stand-in refuses what Discord refuses; a lenient one would prove nothing."""

from collections.abc import Callable

import pytest

from tests.platforms.discord.conftest import Room
from tests.standins.discord.commands import check_commands
from tests.standins.discord.exchanges import COMMAND, Exchange
from tests.standins.discord.messages import check_message
from tests.standins.discord.refusals import JSON, Refused
from tests.standins.discord.server import NotOffered

COMMAND_JSON: JSON = {"name": "move", "description": "d", "contexts": [0], "integration_types": [0]}
STRING: JSON = {"type": 3, "name": "a", "description": "d"}
QUIET: JSON = {"allowed_mentions": {"parse": []}}
BUTTON: JSON = {"type": 2, "style": 2, "label": "x", "custom_id": "a"}


def _with(**fields: object) -> JSON:
    """Return a command with other fields."""
    return {**COMMAND_JSON, **fields}


def _row(*buttons: JSON) -> list[JSON]:
    """Return one row of buttons."""
    return [{"type": 1, "components": list(buttons)}]


@pytest.mark.parametrize(
    "commands",
    [
        [_with(name="Move")],
        [_with(name="a" * 33)],
        [_with(name="a b")],
        [_with(description="")],
        [_with(description="x" * 101)],
        [_with(name_localizations={"zh-TW": "漲／跌"})],
        [_with(name_localizations={"zh_TW": "漲跌"})],
        [_with(description_localizations={"zh-TW": "漲" * 101})],
        [_with(), _with()],
        [_with(), _with(name="other", name_localizations={"zh-TW": "move"})],
        [_with(contexts=[3])],
        [_with(options=[{**STRING, "name": f"o{n}"} for n in range(26)])],
        [_with(options=[STRING, STRING])],
        [_with(options=[STRING, {**STRING, "name": "b", "required": True}])],
        [_with(options=[{**STRING, "choices": [{"name": "n", "value": "v"}] * 26}])],
        [_with(options=[{**STRING, "choices": [{"name": "", "value": "v"}]}])],
        [
            _with(
                options=[{**STRING, "autocomplete": True, "choices": [{"name": "n", "value": "v"}]}]
            )
        ],
        [_with(options=[STRING, {"type": 1, "name": "sub", "description": "d"}])],
        [_with(name=f"c{n}") for n in range(101)],
    ],
)
def test_commands_are_checked(commands: list[JSON]) -> None:
    """Names, lengths, numbers, order and localisations."""
    check_commands([_with()])
    with pytest.raises(Refused):
        check_commands(commands)


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x"},
        {"content": "x", "allowed_mentions": {"parse": ["everyone"]}},
        {"content": "x", "allowed_mentions": {"parse": [], "users": ["1"]}},
        {**QUIET},
        {**QUIET, "content": "x" * 2001},
        {**QUIET, "embeds": [{"title": "x" * 257}]},
        {**QUIET, "embeds": [{"description": "x" * 4097}]},
        {**QUIET, "embeds": [{"description": "x" * 3001}] * 2},
        {**QUIET, "embeds": [{"title": "x"}] * 11},
        {**QUIET, "embeds": [{}]},
        {**QUIET, "content": "x", "components": _row(*[BUTTON] * 2)},
        {**QUIET, "content": "x", "components": _row()},
        {**QUIET, "content": "x", "components": _row({**BUTTON, "label": "x" * 81})},
        {**QUIET, "content": "x", "components": _row({**BUTTON, "custom_id": "x" * 101})},
        {**QUIET, "content": "x", "components": [{"type": 1, "components": [BUTTON]}] * 6},
    ],
)
def test_messages_are_checked(body: JSON) -> None:
    """Lengths, buttons, and the word that nobody is mentioned."""
    check_message({**QUIET, "content": "x", "components": _row(BUTTON)}, new=True)
    with pytest.raises(Refused):
        check_message(body, new=True)


def _exchange(now: Callable[[], float]) -> Exchange:
    """Return an exchange begun at zero."""
    return Exchange({"id": "1", "type": COMMAND, "token": "t"}, 0.0, now)


@pytest.mark.parametrize(("after", "code"), [(3.1, 10062), (0.0, 40060)])
def test_the_first_answer_comes_in_time_and_once(after: float, code: int) -> None:
    """Three seconds, and no second first answer."""
    exchange = _exchange(lambda: after)
    exchange.answers = [] if after else [5]
    with pytest.raises(Refused) as refused:
        exchange.callback({"type": 5})
    assert refused.value.code == code


@pytest.mark.parametrize("kind", [6, 7, 8])
def test_answers_fit_their_interaction(kind: int) -> None:
    """A slash command cannot be answered by changing a message or by completions."""
    with pytest.raises(Refused):
        _exchange(lambda: 0.0).callback({"type": kind})


def test_a_token_dies_after_fifteen_minutes() -> None:
    """What was deferred can then no longer be filled."""
    seconds = [0.0]
    exchange = _exchange(lambda: seconds[0])
    exchange.callback({"type": 5})
    seconds[0] = 901.0
    with pytest.raises(Refused) as refused:
        exchange.edit({**QUIET, "content": "late"})
    assert refused.value.code == 10015


async def test_what_was_not_sent_cannot_be_used(room: Room) -> None:
    """Nobody can call a command, option or subcommand that Discord was not told of."""
    async with room.open():
        for line, values in (("gone", {}), ("move", {"colour": "red"}), ("banquet gone", {})):
            with pytest.raises(NotOffered):
                await room.discord.slash(line, values)
        with pytest.raises(NotOffered):
            await room.discord.slash("move")
        with pytest.raises(NotOffered):
            await room.discord.complete("move", "unit", "p")
