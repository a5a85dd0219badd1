"""Baskets that a chat or a member drew up: who belonged to them when."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from bot.core.audit import Author
from bot.core.principals import Chat
from bot.market.baskets import Basket, Confidence, Edition
from bot.market.bilingual import Bilingual

MOST_BASKETS: Final = 20
MOST_MEMBERS: Final = 60
WATCH: Final = "watch"
"""The name of a member's private list."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of sessions in which an instrument belonged to a basket."""

    code: str
    since: date
    until: date | None = None
    """The first session without it; None = it belongs to it now."""
    weight: Decimal | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it belonged to the basket on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose basket it is: a chat's, or with a person a member's own."""

    platform: str
    chat: int
    person: int = 0


def holder_of(chat: Chat) -> Holder:
    """Return a chat as the holder of its baskets."""
    return Holder(chat.platform, chat.id)


@dataclass(frozen=True, slots=True)
class OwnBasket:
    """A basket as it is kept: its spells in the order of their making."""

    name: str
    title: str
    spells: tuple[Spell, ...] = ()
    version: int = 0
    """0 until it is stored; grows with each change."""

    @property
    def members(self) -> tuple[Spell, ...]:
        """Return who belongs to it now."""
        return tuple(spell for spell in self.spells if spell.until is None)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that belong to it now."""
        return tuple(spell.code for spell in self.members)

    def added(self, weights: Mapping[str, Decimal | None], since: date) -> "OwnBasket":
        """Return the basket with more members; who is in it gets at most another weight."""
        held = {spell.code for spell in self.members}
        spells = [
            replace(spell, weight=weights[spell.code])
            if spell.until is None and weights.get(spell.code) is not None
            else spell
            for spell in self.spells
        ]
        fresh = [Spell(code, since, None, w) for code, w in weights.items() if code not in held]
        return replace(self, spells=_joined((*spells, *fresh)))

    def removed(self, codes: Sequence[str], until: date) -> "OwnBasket":
        """Return the basket without some members from a session on; what was, stays known."""
        ended = (
            replace(spell, until=until) if spell.until is None and spell.code in codes else spell
            for spell in self.spells
        )
        # Who came and went between two sessions was never in it.
        return replace(self, spells=tuple(s for s in ended if s.until is None or s.since < s.until))

    def basket(self) -> Basket:
        """Return the basket as the commands know baskets: an edition for each change."""
        days = sorted({day for s in self.spells for day in (s.since, s.until) if day})
        editions = tuple(
            Edition(
                day,
                Confidence.OWN,
                tuple(s.code for s in self.spells if s.holds_on(day)),
                "",
                Bilingual("", ""),
            )
            for day in days
        )
        title = Bilingual(self.title, self.title)
        return Basket(self.name, title, editions, timeless=True, own=True)


def _joined(spells: Sequence[Spell]) -> tuple[Spell, ...]:
    """Join a new spell to one of the same code that ended where it begins."""
    joined: list[Spell] = []
    for spell in spells:
        twin = next((s for s in joined if s.code == spell.code and s.until == spell.since), None)
        if twin is None:
            joined.append(spell)
        else:
            joined[joined.index(twin)] = replace(spell, since=twin.since)
    return tuple(joined)


def as_snapshot(basket: OwnBasket) -> str:
    """Write a basket down for the record and for sharing."""
    spells = [
        [s.code, s.since.isoformat(), s.until and s.until.isoformat(), s.weight and f"{s.weight:f}"]
        for s in basket.spells
    ]
    held = {"name": basket.name, "title": basket.title, "spells": spells}
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def of_snapshot(text: str) -> OwnBasket:
    """Read a basket that was written down."""
    held = json.loads(text)
    spells = tuple(
        Spell(
            code,
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            Decimal(weight) if weight else None,
        )
        for code, since, until, weight in held["spells"]
    )
    return OwnBasket(held["name"], held["title"], spells)


@dataclass(frozen=True, slots=True)
class Share:
    """A copy of a basket that whoever knows its code can take."""

    code: str
    basket: OwnBasket


class OwnBaskets(Protocol):
    """Baskets; every look-up and change is confined to one holder, changes are recorded."""

    async def named(self, chat: Chat) -> Mapping[str, Basket]:
        """Return the chat's baskets by name, in the order of their making."""

    async def of(self, holder: Holder) -> Sequence[OwnBasket]:
        """Return a holder's baskets in the order of their making."""

    async def put(
        self, holder: Holder, before: OwnBasket | None, after: OwnBasket | None, by: Author
    ) -> bool:
        """Put one basket in the place of another; None = there is none before, or after.

        False, and nothing changed, where `before` is not what is stored, the name is taken, or
        there are enough.
        """

    async def share(self, holder: Holder, basket: OwnBasket, code: str, by: Author) -> None:
        """Keep a copy under a code for a month."""

    async def shared(self, code: str, by: Author) -> OwnBasket | None:
        """Return the copy of a code; None where there is none (any more)."""
