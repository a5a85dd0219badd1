"""Which command a text means, and whether the bot was meant at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.parsing import words_of
from bot.core.principals import ChatKind
from bot.core.registry import Command, Registry
from bot.core.requests import Request
from bot.core.text import fold


@dataclass(frozen=True, slots=True)
class Understood:
    """A command with its words, or its values by name."""

    command: Command
    words: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False
    """True for a line without a command word: it may turn out to be no question at all."""

    @property
    def line(self) -> str:
        """Return the line that was meant, for a button that tries again."""
        named = (self.named.get(parameter.name, "") for parameter in self.command.parameters)
        return " ".join(filter(None, (f"/{self.command.spoken}", *self.words, *named)))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command that does not exist, asked where an answer is due."""

    words: tuple[str, ...]
    """The word that names no command, and those after it."""


def understand(registry: Registry, request: Request) -> Understood | Unknown | None:
    """Return what is meant; None where the bot keeps silent."""
    if request.named:
        return _named(registry, request)
    words = words_of(request.text)
    if not words:
        return None
    private = request.chat.kind is ChatKind.PRIVATE
    if fold(words[0]).startswith("/"):
        return _slashed(registry, words, private=private, addressed=request.addressed)
    if not (private or request.addressed):
        return None
    if command := registry.find(words[0]):
        return _understood(registry, command, words)
    return Understood(registry.bare, words, bare=True) if registry.bare else None


def _named(registry: Registry, request: Request) -> Understood | Unknown:
    """Understand a command that came with its values apart."""
    assert request.named  # noqa: S101 - narrows the type for the checker
    values = {name: " ".join(words_of(text)) for name, text in request.named.values.items()}
    command = registry.find(request.named.command)
    if command is None:
        return Unknown(words_of(" ".join((f"/{request.named.command}", *values.values()))))
    return Understood(command, named=values)


def _slashed(
    registry: Registry, words: tuple[str, ...], *, private: bool, addressed: bool
) -> Understood | Unknown | None:
    """Understand `/name …`; in groups other bots' words and unknown ones are let be."""
    command = registry.find(words[0])
    if command is None:
        return Unknown(words) if private else None
    if command.generic and not (private or addressed):
        return None
    return _understood(registry, command, words)


def _understood(registry: Registry, command: Command, words: tuple[str, ...]) -> Understood:
    """Return a command with its words; a second word may name one within its group."""
    child = registry.child(command.name, words[1]) if len(words) > 1 else None
    return Understood(child, words[2:]) if child else Understood(command, words[1:])
