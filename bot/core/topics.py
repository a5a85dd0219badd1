"""What a subscribed line is about, as far as the clock must know."""

from enum import StrEnum

from bot.core.registry import Registry
from bot.core.text import fold

DIGEST = "digest"
_MORNING = {"morning", "盤前", "盤前快報"}
_WEEK = {"week", "週報"}


class Topic(StrEnum):
    """Kinds of runs; each has its own session, patience and end of relevance."""

    CLOSE = "close"
    MORNING = "morning"
    WEEK = "week"
    LINE = "line"
    CARD = "card"  # the morning's first, then the close's


def topic_of(line: str, registry: Registry) -> Topic:
    """Return a line's topic by its command and the words after it."""
    words = [fold(word) for word in line.split()]
    command = registry.find(words[0]) if words else None
    if command is None or command.name != DIGEST:
        return Topic.LINE
    if _MORNING.intersection(words):
        return Topic.MORNING
    return Topic.WEEK if _WEEK.intersection(words) else Topic.CLOSE
