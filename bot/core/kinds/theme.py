"""A theme of ETFs: a word that stands in the name of at least one."""

from collections.abc import Iterator

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.text import echo, fold
from bot.market.instruments import Instrument, Kind

_LEAST = 2
_COMMON = ("半導體", "AI", "科技", "高股息", "台灣50", "金融", "生技", "美債", "正2", "反1")
"""What the themes of ETFs are often called."""


class ThemeKind:
    """Read a theme; the names are Chinese short names, in which themes are short words."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a word that some ETF's name holds."""
        typed = fold(reading.words[at])
        return Taken(reading.words[at], 1) if any(_named(typed, reading)) else None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say that no ETF is called so, and offer what they are often called."""
        message = reading.say("No ETF's name holds “{text}”.", text=echo(reading.words[at]))
        row = [Button(c.label, reading.replaced(at, 1, c.value)) for c in _common("", reading)]
        rows = tuple(tuple(row[i : i + 3]) for i in range(0, len(row), 3))
        return AskerError(message, reading.say("Often asked for:"), rows)

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the theme."""
        row = tuple(Button(c.label, reading.line(c.value)) for c in _common("", reading)[:3])
        return AskerError(reading.say("Which theme?"), reading.say("Often asked for:"), (row,))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """Any word of a name will do."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the common themes that fit what is typed."""
        return _common(typed, reading)


def holds(theme: str, instrument: Instrument) -> bool:
    """Tell whether an instrument's name holds a theme, in any width and case."""
    return fold(theme) in fold(instrument.name)


def _common(typed: str, reading: Reading) -> list[Choice]:
    """Return the common themes that fit and exist."""
    fitting = [theme for theme in _COMMON if fold(typed) in fold(theme)]
    return [Choice(theme, theme) for theme in fitting if any(_named(fold(theme), reading))]


def _named(typed: str, reading: Reading) -> Iterator[Instrument]:
    """Yield the ETFs whose name holds a folded text."""
    if len(typed) < _LEAST:
        return
    for one in reading.almanac.directory.listed(reading.moment.today):
        if one.kind is Kind.ETF and typed in fold(one.name):
            yield one
