"""Baskets: dated sets of instruments in groups, with how sure each is and where it is from."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.market.bilingual import Bilingual

_DAY = timedelta(days=1)


class Confidence(StrEnum):
    """Whose list it is: the founding article's, a full one in the press, some names, our own."""

    SEED = "seed"
    REPORTED = "reported"
    PARTIAL = "partial"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Group:
    """Members of an edition that belong together, e.g. chips or servers."""

    title: Bilingual
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who sat there for a company, as printed."""

    code: str
    who: Bilingual


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a code is on a list, in one line."""

    code: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Edition:
    """A list as of a date, such as a dinner's guests; no codes = the list is not known."""

    date: date
    confidence: Confidence
    codes: tuple[str, ...]
    source: str
    note: Bilingual
    groups: tuple[Group, ...] = ()
    guests: tuple[Guest, ...] = ()
    also_reported: tuple[str, ...] = ()
    """Codes that some reports name and the list leaves out."""
    unlisted: Bilingual | None = None
    """Guests whose companies are not listed in Taiwan."""
    invited: int | None = None
    """How many were invited, at least."""
    reasons: tuple[Reason, ...] = ()
    """Why each code is on a list that we drew up ourselves."""


@dataclass(frozen=True, slots=True)
class Basket:
    """A named basket with its editions, oldest first."""

    name: str
    title: Bilingual
    editions: tuple[Edition, ...]
    timeless: bool = False
    """A list for look-ups of any day: the first edition holds for earlier days too."""
    own: bool = False
    """Drawn up by a chat: a change counts at once, while news of an evening count from the next."""

    def edition_on(self, day: date) -> Edition | None:
        """Return the latest edition on or before a day whose list is known."""
        held = [e for e in self.known_by(day).editions if e.codes]
        return held[-1] if held else None

    def edition(self, day: date) -> Edition | None:
        """Return the edition of exactly that date."""
        return next((e for e in self.editions if e.date == day), None)

    def known_by(self, day: date) -> "Basket":
        """Return the basket as it stood on a day, without later editions."""
        last = day + _DAY if self.own else day
        known = tuple(e for e in self.editions if e.date <= last)
        first = self.editions[:1] if self.timeless else ()
        return replace(self, editions=known or first)
