"""Days that bound a range, as people type them: closed ones too, none that has not come."""

from datetime import date

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.kinds.session_date import SessionDateKind, date_forms, date_in
from bot.core.parameters import Choice, Reading, Taken
from bot.core.text import echo
from bot.core.wording import long_date


class AnyDayKind:
    """Read a day up to today; a range may well begin or end on a holiday."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a day of one or two words."""
        for used in (2, 1):
            if at + used > len(reading.words):
                continue
            day = date_in(reading, " ".join(reading.words[at : at + used]))
            if day is not None:
                _check(reading, day)
                return Taken(day, used)
        return None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say which form is understood."""
        message = reading.say("“{text}” is no day.", text=echo(reading.words[at]))
        return AskerError(message, date_forms(reading))

    def missing(self, reading: Reading) -> AskerError:
        """Ask for the day."""
        return AskerError(reading.say("Which day?"), date_forms(reading))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """There are too many to list."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the last sessions that fit what is typed."""
        return SessionDateKind().complete(typed, reading)


def _check(reading: Reading, day: date) -> None:
    """Refuse a day in the future."""
    if day > reading.moment.today:
        message = reading.say("{date} has not come yet.", date=long_date(day, reading.say))
        raise AskerError(message, date_forms(reading))
