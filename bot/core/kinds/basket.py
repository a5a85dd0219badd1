"""Baskets by name and the dinner's editions by date; later ones than the clock do not exist."""

import re
from datetime import date

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.text import echo, fold
from bot.market.baskets import Basket, Edition

_ISO = re.compile(r"([0-9]{4})[-/.]?([0-9]{1,2})(?:[-/.]?([0-9]{1,2}))?場?")
_NUMBERED = re.compile(r"(?:#|第)([0-9]{1,2})場?")


class BasketNameKind:
    """Read the name or title of a basket."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a basket's own name or its title in either language."""
        typed = fold(reading.words[at])
        for name, basket in reading.almanac.baskets.items():
            if typed in (name, fold(basket.title.zh), fold(basket.title.en)):
                return Taken(name, 1)
        return None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Name the baskets there are."""
        message = reading.say("There is no basket “{text}”.", text=echo(reading.words[at]))
        row = tuple(
            Button(choice.label, reading.replaced(at, 1, choice.value))
            for choice in self.choices_in(reading)
        )
        return AskerError(message, reading.say("These exist:"), (row,))

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the basket."""
        row = tuple(
            Button(c.label, reading.line(*reading.words, c.value)) for c in self.choices_in(reading)
        )
        return AskerError(reading.say("Which basket?"), reading.say("These exist:"), (row,))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """Baskets can be added, so they are completed rather than fixed."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the baskets that fit what is typed."""
        return [c for c in self.choices_in(reading) if typed in c.label or typed in c.value]

    @staticmethod
    def choices_in(reading: Reading) -> list[Choice]:
        """List the baskets in the reader's language."""
        baskets = reading.almanac.baskets.items()
        return [Choice(reading.say.pick(basket.title), name) for name, basket in baskets]


class EditionKind:
    """Read an edition of the dinner: its date, its month, or its number (`第2場`).

    `2025-01-18場` is an edition even where a date alone would be read as the session.
    """

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read an edition that took place by now."""
        typed = fold(reading.words[at])
        return next(
            (
                Taken(e.date, 1)
                for i, e in enumerate(self._known(reading), 1)
                if _names(typed, i, e)
            ),
            None,
        )

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Name the editions there are."""
        message = reading.say("There was no dinner “{text}”.", text=echo(reading.words[at]))
        row = [
            Button(e.date.isoformat(), reading.replaced(at, 1, f"{e.date}場"))
            for e in self._known(reading)
        ]
        rows = tuple(tuple(row[i : i + 3]) for i in range(0, len(row), 3))
        return AskerError(message, reading.say("These are known:"), rows)

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the edition."""
        dates = ", ".join(e.date.isoformat() for e in self._known(reading))
        return AskerError(reading.say("Which dinner?"), dates)

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """Editions are added over time, so they are completed rather than fixed."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the editions that fit what is typed."""
        dates = [e.date.isoformat() for e in self._known(reading)]
        return [Choice(day, day) for day in dates if typed in day]

    @staticmethod
    def _known(reading: Reading) -> tuple[Edition, ...]:
        """List the dinner's editions up to the clock: a dinner is an evening's."""
        dinner: Basket = reading.almanac.baskets["dinner"]
        return dinner.known_by(reading.moment.yesterday).editions


def _names(typed: str, number: int, edition: Edition) -> bool:
    """Tell whether a text names this edition."""
    if numbered := _NUMBERED.fullmatch(typed):
        return int(numbered[1]) == number
    if not (dated := _ISO.fullmatch(typed)):
        return False
    day: date = edition.date
    asked = (int(dated[1]), int(dated[2]), int(dated[3] or day.day))
    return asked == (day.year, day.month, day.day)
