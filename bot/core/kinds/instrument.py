"""Instruments by code, name, English name or nickname; ambiguity is offered, never guessed."""

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.text import echo
from bot.market.instruments import Instrument

_LONGEST_NAME = 4
"""Words a name may have (`Hon Hai`, `Delta Electronics`)."""
_FIRST_ASKED = ("2330", "2317", "2382", "2454", "2308", "0050")
"""Shown when no instrument was named."""


class InstrumentKind:
    """Read one instrument; the longest run of words that is exactly a name wins."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read an exact code or name; several instruments of one name are offered."""
        for used in range(min(_LONGEST_NAME, len(reading.words) - at), 0, -1):
            text = " ".join(reading.words[at : at + used])
            found = reading.almanac.directory.exact(text, by=reading.moment.today)
            if len(found) == 1:
                return Taken(found[0], used)
            if found:
                message = reading.say("“{text}” can be several instruments.", text=echo(text))
                raise _offered(reading, at, used, found, message)
        return None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say that the word is no instrument and offer up to six that look like it."""
        say, word = reading.say, reading.words[at]
        near = reading.almanac.directory.suggest(word, limit=6, by=reading.moment.today)
        message = say("There is no listed or OTC instrument “{text}”.", text=echo(word))
        if near:
            return _offered(reading, at, 1, near, message)
        hint = say("Give a code or a name, for example {line}", line=f"/{reading.command} 2330")
        return AskerError(message, hint)

    def missing(self, reading: Reading) -> AskerError:
        """Ask which instrument, with a few that are often asked for."""
        say, directory = reading.say, reading.almanac.directory
        known = [found for code in _FIRST_ASKED if (found := directory.get(code))]
        buttons = _buttons([(i, reading.line(i.code, *reading.words)) for i in known])
        hint = say("Add a code or a name, for example {line}", line=f"/{reading.command} 2330")
        return AskerError(say("Which instrument?"), hint, buttons)

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """There are too many to list."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Complete the last of several instruments, keeping those before it."""
        head, _, tail = typed.rpartition(" ")
        found = reading.almanac.directory.complete(tail, limit=25, by=reading.moment.today)
        return [Choice(label_of(i), f"{head} {i.code}".strip()) for i in found]


def label_of(instrument: Instrument) -> str:
    """Name an instrument as lists show it: code, name, English name."""
    return " ".join(filter(None, (instrument.code, instrument.name, instrument.english)))


def _offered(
    reading: Reading, at: int, used: int, found: tuple[Instrument, ...], message: str
) -> AskerError:
    """Offer instruments as buttons that carry the line with the word replaced."""
    buttons = _buttons([(i, reading.replaced(at, used, i.code)) for i in found[:6]])
    return AskerError(message, reading.say("Did you mean one of these?"), buttons)


def _buttons(lines: list[tuple[Instrument, str]]) -> tuple[tuple[Button, ...], ...]:
    """Lay out one button an instrument, three a row."""
    row = [Button(f"{instrument.code} {instrument.name}", line) for instrument, line in lines]
    return tuple(tuple(row[i : i + 3]) for i in range(0, len(row), 3))
