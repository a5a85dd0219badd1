"""What to say to a line that names no command: the nearest things that work."""

from collections.abc import Sequence
from enum import Enum

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.examples import example_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac, Reading
from bot.core.parsing import read_line
from bot.core.principals import Access
from bot.core.registry import Command, Registry
from bot.core.replies import Button
from bot.core.text import echo, fold

_NEAR = 65.0
_TELLING = 2
"""Characters from which on likeness to a name tells anything."""
_STARTERS = ("/move 2330", "/dinnerlist", "/help")


def no_such_command(
    registry: Registry, words: Sequence[str], moment: Moment, say: Say, almanac: Almanac
) -> AskerError:
    """Refuse a line nobody understands and offer the nearest commands that work."""
    slashed = words[0].startswith(("/", "／"))
    text = words[0] if slashed else " ".join(words)
    near, rest = _nearest(registry, text), tuple(words[1:]) if slashed else ()
    readings = [(command, Reading(command.name, rest, moment, say, almanac)) for command in near]
    fitting = [command for command, reading in readings if rest and _takes(command, reading)]
    lines = [" ".join((f"/{command.name}", *rest)) for command in fitting] or [
        _bare(command, moment) for command in near
    ]
    hint = say("Did you mean one of these?") if lines else say("These lines work:")
    row = tuple(Button(echo(line), line) for line in lines or _STARTERS)
    return AskerError(say("I do not understand “{text}”.", text=echo(text)), hint, (row,))


def _nearest(registry: Registry, text: str) -> list[Command]:
    """Return up to three commands whose name or alias looks like a text."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most lines never need it

    if len(text) < _TELLING:
        return []
    words = process.extract(
        fold(text).lstrip("/")[:64], list(registry.words()), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    found = (registry.find(word) for word, *_ in words)
    return list({c.name: c for c in found if c and c.access is not Access.OWNER}.values())[:3]


def _takes(command: Command, reading: Reading) -> bool:
    """Tell whether a command understands the words that were typed."""
    try:
        read_line(command, reading)
    except AskerError:
        return False
    return True


def _bare(command: Command, moment: Moment) -> str:
    """Return the command alone where that can be asked, else with an example's words."""
    if any(parameter.required for parameter in command.parameters):
        return example_of(command, moment)
    return f"/{command.name}"


class Closeness(Enum):
    """How much a bare line looks like a question about instruments."""

    EXACT = 2
    NEAR = 1
    NONE = 0


def closeness_of(reading: Reading) -> Closeness:
    """Tell whether a bare line names an instrument, nearly does, or is small talk."""
    directory, today = reading.almanac.directory, reading.moment.today
    if any(directory.exact(word, by=today) for word in reading.words):
        return Closeness.EXACT
    if any(directory.suggest(word, limit=1, by=today) for word in reading.words):
        return Closeness.NEAR
    return Closeness.NONE
