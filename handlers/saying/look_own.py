"""The chat's own basket in a digest: which one, who is in it, how they did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.replies import Line, Span
from bot.core.wording import percent
from bot.market.breadth import Breadth, breadth_of, ranked
from bot.market.moves import Move
from handlers.saying.breadth import breadth_line
from handlers.saying.names import name_of


@dataclass(frozen=True, slots=True)
class Own:
    """A chat's basket in one session."""

    title: str
    count: int
    moves: Sequence[Move]

    @property
    def breadth(self) -> Breadth:
        """Return how its members did together."""
        return breadth_of(self.moves, unknown=self.count - len(self.moves))


def own_basket(chosen: str, almanac: Almanac) -> str | None:
    """Return the basket that a digest tells of: the chosen one if it is the chat's, or the first.

    None where the chat has none of its own.
    """
    own = [name for name, basket in almanac.baskets.items() if basket.own]
    return chosen if chosen in own else next(iter(own), None)


def own_of(
    name: str | None, codes: Sequence[str], moves: Mapping[str, Move], almanac: Almanac
) -> Own | None:
    """Return the basket with the moves of its members; None where there is no basket."""
    if name is None or not codes:
        return None
    title = almanac.baskets[name].title.zh
    return Own(title, len(codes), [moves[code] for code in codes if code in moves])


def own_lines(own: Own, most: int, say: Say) -> Iterator[str | Line]:
    """Say how many rose, the median, and who was best and worst."""
    title = say("{basket}, {count} companies", basket=own.title, count=own.count)
    yield (Span(title, strong=True),)
    yield breadth_line(own.breadth, say)
    yield say("median {median}", median=percent(own.breadth.median))
    order = ranked(own.moves)
    if order and most:
        yield say("best: {names}", names=_named(order[:most], say))
        yield say("worst: {names}", names=_named(order[: -most - 1 : -1], say))


def own_mean(own: Own | None) -> Decimal | None:
    """Return the mean that "only if it moved" looks at."""
    return own.breadth.average if own else None


def _named(moves: Sequence[Move], say: Say) -> str:
    """Name instruments with their percentages."""
    return say(", ").join(f"{name_of(m.instrument, say)} {percent(m.percent)}" for m in moves)
