"""Months and years as people type them."""

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Choice, Reading, Taken
from bot.core.text import echo
from bot.market.dates import ImpossibleDate
from bot.market.periods import read_month


class PeriodKind:
    """Read a month or a year."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a period of one or two words."""
        for used in (2, 1):
            if at + used > len(reading.words):
                continue
            text = " ".join(reading.words[at : at + used])
            try:
                period = read_month(text, reading.moment.today)
            except ImpossibleDate:
                raise self._unknown(reading, text) from None
            if period:
                return Taken(period, used)
        return None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say which forms are understood."""
        return self._unknown(reading, reading.words[at])

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the month."""
        say, month = reading.say, f"{reading.moment.today:%Y-%m}"
        hint = say("Add a month, for example {line}", line=reading.line(*reading.words, month))
        return AskerError(say("Which month?"), hint)

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """There are too many to list."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the months of this year."""
        months = [f"{reading.moment.today.year}-{month:02}" for month in range(1, 13)]
        return [Choice(month, month) for month in months if typed in month]

    @staticmethod
    def _unknown(reading: Reading, text: str) -> AskerError:
        """Refuse a text that is no month."""
        message = reading.say("“{text}” is no month.", text=echo(text))
        return AskerError(message, reading.say("Write it like 2025-02, 2月 or 114/02."))
