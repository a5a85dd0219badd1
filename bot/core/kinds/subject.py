"""One instrument or one basket, whichever is named; a basket's own name comes first."""

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.kinds.basket import BasketNameKind
from bot.core.kinds.instrument import InstrumentKind
from bot.core.parameters import Choice, Reading, Taken
from bot.core.replies import Button
from bot.core.values import Subject
from bot.market.instruments import Instrument

_BASKETS = BasketNameKind()
_INSTRUMENTS = InstrumentKind()
_MOST_CHOICES = 25


class SubjectKind:
    """Read an instrument or a basket."""

    def read(self, reading: Reading, at: int) -> Taken | None:
        """Read a basket's name or title, or else an instrument."""
        if taken := _BASKETS.read(reading, at):
            return Taken(Subject(basket=str(taken.value)), taken.used)
        taken = _INSTRUMENTS.read(reading, at)
        if taken and isinstance(taken.value, Instrument):
            return Taken(Subject(taken.value), taken.used)
        return None

    def refuse(self, reading: Reading, at: int) -> AskerError:
        """Say that the word is no instrument; the baskets are offered beside what looks like it."""
        refusal = _INSTRUMENTS.refuse(reading, at)
        row = tuple(
            Button(choice.label, reading.replaced(at, 1, choice.value))
            for choice in _BASKETS.choices_in(reading)
        )
        return AskerError(refusal.message, refusal.hint, (*refusal.buttons, row))

    def missing(self, reading: Reading) -> AskerError:
        """Ask which instrument or basket."""
        asked = _INSTRUMENTS.missing(reading)
        row = tuple(
            Button(choice.label, reading.line(choice.value, *reading.words))
            for choice in _BASKETS.choices_in(reading)
        )
        message = reading.say("Which instrument or basket?")
        return AskerError(message, asked.hint, (*asked.buttons, row))

    def choices(self, say: Say) -> tuple[Choice, ...]:  # noqa: ARG002 - the port's signature
        """There are too many to list."""
        return ()

    def complete(self, typed: str, reading: Reading) -> list[Choice]:
        """Offer the baskets that fit what is typed, then instruments."""
        found = [*_BASKETS.complete(typed, reading), *_INSTRUMENTS.complete(typed, reading)]
        return found[:_MOST_CHOICES]
