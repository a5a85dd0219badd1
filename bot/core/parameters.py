"""A command's parameters as its signature declares them, and what reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.market.baskets import Basket
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be picked: what is shown, and what is typed for it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Almanac:
    """What is known without asking anyone: instruments, trading days, baskets, command names."""

    directory: Directory
    calendar: TradingCalendar
    baskets: Mapping[str, Basket]
    commands: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One line being read: its command, its words, and what is known at this moment."""

    command: str
    words: tuple[str, ...]
    moment: Moment
    say: Say
    almanac: Almanac
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Words of the parameters around this one, where values came apart."""

    def line(self, *words: str) -> str:
        """Return the command line with other words."""
        return " ".join((f"/{self.command}", *words))

    def replaced(self, at: int, used: int, new: str) -> str:
        """Return this line with `used` words from `at` on replaced by one."""
        return self.written(*self.words[:at], *filter(None, (new,)), *self.words[at + used :])

    def written(self, *words: str) -> str:
        """Return this line with other words in place of its own."""
        return self.line(*self.before, *words, *self.after)


@dataclass(frozen=True, slots=True)
class Taken:
    """A value read from the line and how many words it took."""

    value: object
    used: int


class Kind(Protocol):
    """How values of one type are read, refused and completed."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a value at a word; None when the word is none of this kind; may refuse."""

    def refuse(self, reading: Reading, at: int) -> AskerError | None:
        """Return why the word at `at` cannot be this, with suggestions; None = not my matter."""

    def missing(self, reading: Reading) -> AskerError:
        """Return the sentence for a value that was not given."""

    def choices(self, say: Say) -> tuple[Choice, ...]:
        """Return the fixed values, where there are only these; else nothing."""

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Return up to 25 values that begin like what is typed, from memory only."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that people may give: its name, its kind, and what it is for (a msgid)."""

    name: str
    kind: Kind
    description: str
    required: bool
    default: object = None
    most: int = 1
    """How many values it takes; above one the handler gets a tuple."""
    rest: bool = False
