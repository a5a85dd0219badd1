"""Lines that the digests share: the TAIEX, an average, a company, an action, what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.core.i18n import N_, Say
from bot.core.replies import Fact, Line, Span
from bot.core.wording import arrow, change_span, near_date, percent, points, price, tone_of
from bot.market.actions import CorporateAction
from bot.market.breadth import Breadth
from bot.market.marks import actions_of
from bot.market.moves import Limit, Move, round_percent
from bot.market.shapes import shapes
from handlers.saying.actions import action_names, action_text
from handlers.saying.breadth import breadth_summary
from handlers.saying.names import name_of
from handlers.saying.newsroom import Newsroom
from handlers.saying.shapes import shape_text
from handlers.saying.taiex import points_text

_T = TypeVar("_T")
_LIMITS = {Limit.UP: N_("limit-up"), Limit.DOWN: N_("limit-down")}


def index_line(index: Move, say: Say) -> Line:
    """Write the TAIEX's close and change."""
    lead = say("TAIEX {close} ", close=points(index.bar.close))
    return (Span(lead), change_span(index.change, index.percent, say, index=True))


def averages_line(breadth: Breadth, market: Decimal | None, say: Say) -> Iterator[str]:
    """Write mean and median, and the mean's distance to the TAIEX's percentage."""
    if breadth.average is None:
        return
    yield say("average {average} | median {median}", average=percent(breadth.average),
              median=percent(breadth.median))  # fmt: skip
    if market is not None:
        distance = round_percent(breadth.average - market)
        sign = "-" if distance < 0 else "+" if distance else ""
        amount = f"{sign}{points_text(distance)}"
        yield say("average against TAIEX {points} points", points=amount)


def basket_summary(breadth: Breadth) -> dict[str, Fact]:
    """State a basket's breadth for machines; the mean is what "moved at least" looks at."""
    stated = breadth_summary(breadth)
    return {**stated, "mean_percent": stated["average_percent"]}


def ends(best_first: Sequence[_T], most: int) -> Iterator[_T]:
    """Yield the worst, from the worst on, then the best, from the best on; each once."""
    worst = min(most, (len(best_first) + 1) // 2)
    yield from best_first[: -worst - 1 : -1]
    yield from best_first[: min(most, len(best_first) - worst)]


def move_line(move: Move, actions: Iterable[CorporateAction], say: Say) -> Line:
    """Write one company's close and percentage, with what sets its session apart."""
    lead = f"{arrow(move.change, '')} {name_of(move.instrument, say)} ".lstrip()
    close = Span(f"{lead}{price(move.bar.close)} ")
    marks = [shape_text(shape, move.bar.session, say) for shape in shapes(move, None)]
    if move.limit and not marks:
        marks = [say(_LIMITS[move.limit])]
    if own := actions_of(move.instrument.code, move.bar.session, actions):
        marks.append(action_names(own, say))
    tail = f" {say(' · ').join(marks)}" if marks else ""
    return (close, Span(percent(move.percent), tone_of(move.change)), Span(tail))


def names_text(moves: Sequence[Move], most: int, say: Say) -> str:
    """Name instruments, at most so many, and count the others."""
    names = say(", ").join(name_of(one.instrument, say) for one in moves[:most])
    more = len(moves) - most
    if more <= 0:
        return names
    return say("{names} and {count} more", names=names, count=more) if names else str(more)


def actions_text(
    actions: Sequence[CorporateAction], seen_from: date, most: int, room: Newsroom
) -> str:
    """Name actions, with the days of those that are not of this one, and count the others."""
    say, texts = room.say, []
    for action in actions[:most]:
        one = room.almanac.directory.get(action.code)
        text = f"{name_of(one, say) if one else action.code} {action_text(action, say)}"
        ahead = action.session != seen_from
        texts.append(f"{near_date(action.session, seen_from)} {text}" if ahead else text)
    if len(actions) > most:
        texts.append(say("and {count} more", count=len(actions) - most))
    return say(", ").join(texts)
