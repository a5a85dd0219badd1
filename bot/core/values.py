"""The types a handler's people-facing parameters may have, beside Instrument, Period and Scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NewType

from bot.market.instruments import Instrument

SessionDate = NewType("SessionDate", date)
"""A session that was asked for: a trading day whose close is known at the moment of asking."""

AnyDay = NewType("AnyDay", date)
"""A day up to today, traded or not: the end of a range."""

BasketName = NewType("BasketName", str)
"""The name of a basket that exists, e.g. `dinner`."""

EditionDate = NewType("EditionDate", date)
"""The date of an edition of the dinner."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an answer is about: one instrument, or a basket by its name; the other is None."""

    instrument: Instrument | None = None
    basket: str | None = None


Theme = NewType("Theme", str)
"""A word in the names of ETFs, e.g. `半導體`."""

CommandWord = NewType("CommandWord", str)
"""The name of a command that exists."""

Word = NewType("Word", str)
"""Any one word, such as a name that is to be given."""

Rest = NewType("Rest", str)
"""Everything that is left of the line; only as the last parameter."""


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds for an `int` parameter, both inclusive: `Annotated[int, Range(1, 12), "..."]`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """How many values a parameter of several takes: `Annotated[tuple[Instrument, ...], AtMost(6)]`.

    Without it, it takes as many as fit in one answer.
    """

    count: int


@dataclass(frozen=True, slots=True)
class Names:
    """What the choices of a `Literal` are called: `Annotated[Literal["up"], Names({"up": (…,)})]`.

    The first name is the label (a msgid); the others are read too, in every language.
    """

    of: Mapping[str, tuple[str, ...]]
