"""What to say to a line that names no command: the nearest things that work."""

from enum import Enum

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Reading
from bot.core.registry import Registry
from bot.core.replies import Button
from bot.core.text import echo, fold

_NEAR = 65.0
_STARTERS = ("/move 2330", "/dinnerlist", "/help")


def no_such_command(registry: Registry, text: str, say: Say) -> AskerError:
    """Refuse a line nobody understands and offer the nearest commands."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most lines never need it

    words = process.extract(
        fold(text).lstrip("/")[:64], list(registry.words()), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    names = dict.fromkeys(f"/{c.name}" for word, *_ in words if (c := registry.find(word)))
    lines = [*names][:3] if len(text) > 1 and names else [*_STARTERS]
    hint = say("Did you mean one of these?") if names else say("These lines work:")
    row = tuple(Button(line, line) for line in lines)
    return AskerError(say("I do not understand “{text}”.", text=echo(text)), hint, (row,))


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
