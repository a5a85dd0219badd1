"""What the Tab key offers: command names first, then the values that the core knows."""

from collections.abc import Iterable, Iterator, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.core.core import Core
from bot.core.i18n import say_in
from bot.core.principals import Access
from bot.core.registry import Command

QUIT = "/quit"


class LineCompleter(Completer):
    """Complete the word before the cursor from memory; nothing is fetched."""

    def __init__(self, core: Core, language: str) -> None:
        """Offer in this language until it changes."""
        self._core = core
        self.language = language

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Offer names for the first word and values for the others."""
        del complete_event
        line = document.text_before_cursor
        word = line.rpartition(" ")[2]
        before = line[: len(line) - len(word)].split()
        if line.startswith("/") and not before:
            return self._names(word)
        command = self._core.registry.find(before[0]) if line.startswith("/") else None
        command, at = (
            (command, len(before) - 1) if command else (self._core.registry.bare, len(before))
        )
        return self._values(command, at, word) if command and line.strip() else ()

    def _names(self, word: str) -> Iterator[Completion]:
        """Offer commands whose name or alias begins like the word."""
        say = say_in(self.language)
        for command in self._core.registry.commands:
            names = (command.name, *command.aliases)
            if command.access is not Access.OWNER and any(n.startswith(word[1:]) for n in names):
                yield Completion(f"/{command.name}", -len(word), display_meta=say(command.summary))
        if QUIT.startswith(word):
            yield Completion(QUIT, -len(word), display_meta=say("Leave the console."))

    def _values(self, command: Command, at: int, word: str) -> Iterator[Completion]:
        """Offer values of the parameters that could stand here."""
        for name in _expected(command, at):
            for choice in self._core.complete(command.name, name, word, self.language):
                yield Completion(choice.value, -len(word), display=choice.label)


def _expected(command: Command, at: int) -> Sequence[str]:
    """Name the parameters of a place; one that takes many may go on, or the next may begin."""
    names = [parameter.name for parameter in command.parameters]
    if names and command.parameters[0].most > 1 and at > 0:
        return [*names[1:2], names[0]]
    return names[at : at + 1]
