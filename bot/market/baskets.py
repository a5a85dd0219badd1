"""Baskets: dated sets of instruments in groups, with how sure each is and where it is from."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.market.bilingual import Bilingual


class Confidence(StrEnum):
    """How sure a list is: the founding article's own, a full list in the press, some names."""

    SEED = "seed"
    REPORTED = "reported"
    PARTIAL = "partial"
    OWN = "own"  # drawn up by ourselves


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
    """One dinner: who was at the table, as far as known; no codes = the list is not known."""

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


@dataclass(frozen=True, slots=True)
class Basket:
    """A named basket with its editions, oldest first."""

    name: str
    title: Bilingual
    editions: tuple[Edition, ...]
    timeless: bool = False
    """A list for look-ups of any day: its newest edition holds for earlier days too."""

    def edition_on(self, day: date) -> Edition | None:
        """Return the latest edition on or before a day whose list is known."""
        held = [e for e in self.editions if (e.date <= day or self.timeless) and e.codes]
        return held[-1] if held else None

    def edition(self, day: date) -> Edition | None:
        """Return the edition of exactly that date."""
        return next((e for e in self.editions if e.date == day), None)

    def known_by(self, day: date) -> "Basket":
        """Return the basket as it stood on a day, without later editions."""
        if self.timeless:
            return self
        return replace(self, editions=tuple(e for e in self.editions if e.date <= day))
