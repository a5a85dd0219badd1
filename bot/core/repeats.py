"""The same question in the same group within a minute is answered once."""

from collections import OrderedDict
from typing import Final, TypeAlias

from bot.core.clock import Clock
from bot.core.principals import ChatKind
from bot.core.registry import Section
from bot.core.requests import Request
from bot.core.understanding import Understood

WITHIN_SECONDS: Final = 60.0
MOST_KNOWN: Final = 5_000
Question: TypeAlias = tuple[object, ...]


class Repeats:
    """Remember what was answered in groups, by the door's own name of the question."""

    def __init__(self, clock: Clock) -> None:
        """Remember nothing yet."""
        self._clock = clock
        self._answered: OrderedDict[Question, tuple[str, float]] = OrderedDict()

    def earlier(self, meant: Understood, request: Request) -> str | None:
        """Return the name of the same question a moment ago; None = it is a new one."""
        known = self._answered.get(_question(meant, request))
        if known is None or not _counts(meant, request):
            return None
        name, at = known
        return name if self._clock.monotonic() - at < WITHIN_SECONDS else None

    def note(self, meant: Understood, request: Request) -> None:
        """Note that a question was answered."""
        if not _counts(meant, request) or request.id is None:
            return
        question = _question(meant, request)
        self._answered[question] = (request.id, self._clock.monotonic())
        self._answered.move_to_end(question)
        while len(self._answered) > MOST_KNOWN:
            self._answered.popitem(last=False)


def _counts(meant: Understood, request: Request) -> bool:
    """Tell whether a question is one that a whole group reads the answer of."""
    in_group = request.chat.kind is ChatKind.GROUP and request.occasion is None
    return in_group and request.id is not None and meant.command.section is Section.LOOKUP


def _question(meant: Understood, request: Request) -> Question:
    """Return what makes two questions the same."""
    named = tuple(sorted(meant.named.items()))
    words = tuple(word.casefold() for word in meant.words)
    return (request.chat, meant.command.name, words, named, request.speak)
