"""Fixed choices, whole numbers in a range, command names, and the rest of a line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.text import echo, fold
from bot.core.values import Range

_WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """Read one of a few fixed words; each is its own label (a msgid) unless it has names."""

    words: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read the word itself, its label in the reader's language, or another of its names."""
        word = self.meant(reading.words[at], reading.say)
        return Taken(word, 1) if word is not None else None

    def meant(self, text: str, say: Say) -> str | None:
        """Return the word that a reader means by a text; None where that is not certain."""
        typed = fold(text)
        for word in self.words:
            if typed in map(fold, (word, self._label(word, say), *self.names.get(word, ()))):
                return word
        # A part of one name only, such as 中文 for 繁體中文, is certain too.
        labels = {word: fold(self._label(word, say)) for word in self.words}
        parts = [w for w, label in labels.items() if len(typed) > 1 and typed in label]
        return parts[0] if len(parts) == 1 else None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Name the words there are."""
        message = reading.say("“{text}” is none of the choices.", text=echo(reading.words[at]))
        row = tuple(Button(c.label, reading.replaced(at, 1, c.value)) for c in self._all(reading))
        return AskerError(message, reading.say("Choose one:"), (row,))

    def missing(self, reading: Reading) -> AskerError:
        """Offer the words as buttons."""
        lines = [(c.label, reading.line(*reading.words, c.value)) for c in self._all(reading)]
        row = tuple(Button(label, line) for label, line in lines)
        return AskerError(reading.say("Choose one:"), "", (row,))

    def choices(self, say: Say) -> tuple[Choice, ...]:
        """List the words."""
        return tuple(Choice(self._label(word, say), word) for word in self.words)

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the words that fit what is typed."""
        return [c for c in self._all(reading) if typed in c.label or typed in c.value]

    def _all(self, reading: Reading) -> tuple[Choice, ...]:
        """List the words in the reader's language."""
        return self.choices(reading.say)

    def _label(self, word: str, say: Say) -> str:
        """Name a word in the reader's language."""
        return say(self.names[word][0] if word in self.names else word)


@dataclass(frozen=True, slots=True)
class RangeKind:
    """Read a whole number between two bounds."""

    bounds: Range

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a number in ASCII or full-width digits."""
        typed = fold(reading.words[at])
        if not _WHOLE.fullmatch(typed):
            return None
        number = int(typed)
        if not self.bounds.low <= number <= self.bounds.high:
            raise self.refuse(reading, at)
        return Taken(number, 1)

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say the bounds."""
        message = reading.say("“{text}” does not fit here.", text=echo(reading.words[at]))
        return AskerError(message, self._bounds(reading))

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the number."""
        return AskerError(reading.say("Which number?"), self._bounds(reading))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """A range is typed, not picked."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:  # noqa: ARG002 - as above
        """A range is typed, not picked."""
        return []

    def _bounds(self, reading: Reading) -> str:
        """Say which numbers are taken."""
        bounds = self.bounds
        return reading.say("A whole number from {low} to {high}.", low=bounds.low, high=bounds.high)


class RestKind:
    """Take everything that is left of the line."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Take all words from here on."""
        words = reading.words[at:]
        return Taken(" ".join(words), len(words))

    def refuse(self, reading: Reading, at: int) -> AskerError | None:  # noqa: ARG002 - as above
        """Nothing is refused here; the handler judges the text."""
        return None

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the text."""
        message = reading.say("Something is missing at the end of this line.")
        return AskerError(message, reading.say("/help {name} shows how.", name=reading.command))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - as above
        """Free text has no choices."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:  # noqa: ARG002 - as above
        """Free text is not completed."""
        return []


class WordKind(RestKind):
    """Take one word, whatever it is."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Take the word."""
        return Taken(reading.words[at], 1)


class CommandWordKind(RestKind):
    """Read the name of a command, with or without its slash."""

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the commands that fit what is typed."""
        names = [name for name in reading.almanac.commands if typed.lstrip("/") in name]
        return [Choice(f"/{name}", name) for name in names[:25]]
