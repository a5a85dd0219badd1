"""A dinner's members measured in one session: what the saying says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.figures import figure_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.replies import Fact, Figure
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.baskets import Basket, Edition, Group
from bot.market.breadth import Breadth, breadth_of, ranked
from bot.market.instruments import TAIEX, Instrument
from bot.market.market_value import MarketValue, market_value
from bot.market.moves import Move, move_of, round_percent
from bot.market.shares import ShareCount
from handlers.saying.breadth import breadth_summary
from handlers.saying.names import name_of
from handlers.saying.near import Near
from handlers.saying.several_moves import unknown_figure
from handlers.saying.taiex import taiex_summary


@dataclass(frozen=True, slots=True)
class Dinner:
    """A dinner's list in one session, and the later dinners whose list is not known."""

    basket: Basket
    edition: Edition
    session: date
    held: Mapping[str, Bar]
    order: str
    near: Near
    unlisted: tuple[Edition, ...]
    named: bool
    counts: Mapping[str, ShareCount]
    """Issued shares of the members, as far as they are known for the session."""
    actions: Sequence[CorporateAction]
    """What happened to the members' shares that session."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The members, their moves from the highest to the lowest, and the TAIEX's."""

    members: list[Instrument]
    moves: dict[str, Move]
    ranking: list[Move]
    breadth: Breadth
    index: Move | None
    groups: list[tuple[Group, Breadth]]
    worth: MarketValue
    actions: Sequence[CorporateAction]

    @property
    def missing(self) -> int:
        """Return how many members have no bar."""
        return len(self.members) - len(self.moves)

    @property
    def distance(self) -> Decimal | None:
        """Return the average less the TAIEX in percentage points, two decimals."""
        average, index = self.breadth.average, self.index
        if average is None or index is None or index.percent is None:
            return None
        return round_percent(average - index.percent)

    def ordered(self, order: str, say: Say) -> list[Instrument]:
        """Sort the members: by percentage (unknown ones last), by code, or by the name shown."""
        if order == "code":
            return sorted(self.members, key=lambda i: i.code)
        if order == "name":
            return sorted(self.members, key=lambda i: name_of(i, say).casefold())
        first = [move.instrument for move in self.ranking]
        return first + [i for i in self.members if i not in first]

    def figure(self, instrument: Instrument, session: date) -> Figure:
        """State a member's move, or that nothing is known of it."""
        move = self.moves.get(instrument.code)
        return figure_of(move, self.actions) if move else unknown_figure(instrument, session)


def measured(dinner: Dinner, almanac: Almanac) -> Measured:
    """Measure every member that is held."""
    members = [i for code in dinner.edition.codes if (i := almanac.directory.get(code))]
    calendar, held = almanac.calendar, dinner.held
    moves = {i.code: move_of(i, held[i.code], calendar) for i in members if i.code in held}
    in_groups = [
        (group, breadth_of([moves[code] for code in group.codes if code in moves]))
        for group in dinner.edition.groups
    ]
    return Measured(
        members=members,
        moves=moves,
        ranking=ranked(moves.values()),
        breadth=breadth_of(list(moves.values()), unknown=len(members) - len(moves)),
        index=move_of(TAIEX, held[TAIEX.code], calendar) if TAIEX.code in held else None,
        groups=in_groups,
        worth=market_value(dinner.edition.codes, held, dinner.counts),
        actions=dinner.actions,
    )


def dinner_summary(dinner: Dinner, facts: Measured) -> dict[str, Fact]:
    """State for machines what the answer says."""
    return {
        "session": dinner.session,
        "edition": dinner.edition.date,
        "confidence": dinner.edition.confidence.value,
        "members": len(facts.members),
        **breadth_summary(facts.breadth),
        "relative_percent": facts.distance,
        "taiex": taiex_summary(facts.index),
        "groups": {
            group.title.zh: {
                "average_percent": None if b.average is None else round_percent(b.average)
            }
            for group, b in facts.groups
        },
        "market_value": _worth(facts.worth),
    }


def _worth(worth: MarketValue) -> Fact:
    """State what the members are worth together, or whose figures are lacking."""
    known = not worth.missing
    return {
        "value": worth.value if known else None,
        "change": worth.change if known else None,
        "missing": list(worth.missing),
    }
