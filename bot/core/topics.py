"""What a subscribed line is about, as far as the clock must know."""

from enum import StrEnum

from bot.core.i18n import LANGUAGES, say_in
from bot.core.kinds.simple import ChoiceKind
from bot.core.registry import Command, Registry

DIGEST = "digest"


class Topic(StrEnum):
    """Kinds of runs; each has its own session, patience and end of relevance."""

    CLOSE = "close"
    MORNING = "morning"
    WEEK = "week"
    LINE = "line"
    CARD = "card"  # the morning's first, then the close's


def topic_of(line: str, registry: Registry) -> Topic:
    """Return a line's topic by its command and by what the command reads in the words after it."""
    words = line.split()
    command = registry.find(words[0]) if words else None
    if command is None or command.name != DIGEST:
        return Topic.LINE
    kinds = (kind for word in words[1:] if (kind := _kind(command, word)) is not None)
    return Topic(next(kinds, Topic.CLOSE))


def _kind(command: Command, word: str) -> str | None:
    """Return the kind of digest that a word means, in whichever language it was typed."""
    choices = [p.kind for p in command.parameters if isinstance(p.kind, ChoiceKind)]
    meant = (kind.meant(word, say_in(language)) for kind in choices for language in LANGUAGES)
    return next(filter(None, meant), None)
