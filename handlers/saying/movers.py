"""A ranking of the market in words: its rows, how the stocks split, and what is not covered."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.replies import Block, Button, Fact, Line, Reply, Span, Tone, paragraph
from bot.core.wording import change_span, points, price, tone_of
from bot.market.breadth import Breadth
from bot.market.leaders import Leaders, Order
from bot.market.moves import Move, round_percent
from handlers.saying.age import age_line
from handlers.saying.breadth import breadth_line
from handlers.saying.movers_table import movers_table
from handlers.saying.names import day_title, name_of
from handlers.saying.orders import NAMES, TITLES
from handlers.saying.ranking import Asked, Ranking
from handlers.saying.whole_session import Floor, lacking_line

MOST_ROWS = 50
_SPLITTING = {Order.UP, Order.DOWN, Order.LIMIT_UP, Order.LIMIT_DOWN}
_OTHERS = ("up", "down", "turnover", "volume", "limit_up", "limit_down")


def moved_most(ranking: Ranking, title: str, floor: Floor) -> Reply:
    """Say who leads; `title` names a ranking of several orders, one order names itself."""
    say, asked, found = floor.say, ranking.asked, ranking.found
    moves = [move for led in ranking.ranked.values() for move in led.moves]
    index = ranking.index
    return Reply(
        title=_title(ranking, title, floor),
        blocks=tuple(_blocks(ranking, floor)),
        buttons=_buttons(ranking, say),
        source=sources_of([move.bar for move in moves], say, beside=[index.bar] if index else []),
        tone=tone_of(index.percent) if index else Tone.NONE,
        figures=tuple(figure_of(move, ranking.marks.actions) for move in moves),
        summary={
            "session": found.session,
            "group": asked.scope.word if asked.scope else None,
            "markets": [m.value for m in sorted(asked.markets) if m not in found.lacking],
            "lacking": [market.value for market in found.lacking],
            "advancers": ranking.split[Order.UP],
            "decliners": ranking.split[Order.DOWN],
            "limit_up": ranking.split[Order.LIMIT_UP],
            "limit_down": ranking.split[Order.LIMIT_DOWN],
            "orders": {order.value: _stated(led) for order, led in ranking.ranked.items()},
            "points": {code: round_percent(ranking.points[code]) for code in _codes(ranking)},
            "index": index.instrument.code if index else None,
            "index_percent": index.percent if index else None,
        },
    )


def _codes(ranking: Ranking) -> list[str]:
    """Return the codes whose contribution is shown."""
    led = ranking.ranked.get(Order.CONTRIBUTION)
    return [move.instrument.code for move in led.moves] if led else []


def _stated(led: Leaders) -> Mapping[str, Fact]:
    """State an order for machines: its rows in all, and its codes in order."""
    codes = [move.instrument.code for move in led.moves]
    return {"total": led.total, "unknown": led.unknown, "codes": codes}


def _title(ranking: Ranking, title: str, floor: Floor) -> str:
    """Name the ranking, the part of the market and the session."""
    say, scope = floor.say, ranking.asked.scope
    day = day_title(ranking.found.session, floor.almanac.calendar, say)
    if len(ranking.ranked) == 1:
        title = TITLES[next(iter(ranking.ranked))]
    if scope is None:
        return say("{what}, {date} close", what=say(title), date=day)
    return say("{what}, {group}, {date} close",
               what=say(title), group=say.pick(scope.title), date=day)  # fmt: skip


def _blocks(ranking: Ranking, floor: Floor) -> Iterator[Block]:
    """Lay out what is covered, the index, the split, and the rows."""
    say, found, asked = floor.say, ranking.found, ranking.asked
    moment, calendar = floor.moment, floor.almanac.calendar
    age = [] if asked.day else age_line(found.session, calendar, moment, say)
    yield paragraph(
        *((Span(text, strong=True),) for text in lacking_line(found, asked.markets, say)),
        *_index_line(ranking.index, say),
        *_facts(ranking, say),
        *age,
    )
    many = len(ranking.ranked) > 1
    for order, led in ranking.ranked.items():
        heading = say(TITLES[order])
        if led.moves:
            rows, title = led.moves[: asked.count], heading if many else None
            yield movers_table(order, rows, ranking.points, ranking.marks, say, title)
        else:
            yield paragraph(say("{what}: none", what=heading))


def _index_line(index: Move | None, say: Say) -> list[Line]:
    """Write the index's close and change."""
    if index is None:
        return []
    lead = say("{index} {close} ", index=name_of(index.instrument, say),
               close=points(index.bar.close))  # fmt: skip
    return [(Span(lead), change_span(index.change, index.percent, say, index=True))]


def _facts(ranking: Ranking, say: Say) -> Iterator[str]:
    """Say how the stocks split, who costs most, what is an estimate, what has no place."""
    ranked, split = ranking.ranked, ranking.split
    if _SPLITTING & ranked.keys():
        yield breadth_line(_breadth(split), say)
    whole = ranking.asked.scope is None and not ranking.found.lacking
    if whole and Order.PRICE in ranked and ranked[Order.PRICE].moves:
        first = ranked[Order.PRICE].moves[0]
        yield say("Highest price: {name} {price}",
                  name=name_of(first.instrument, say), price=price(first.bar.close))  # fmt: skip
    if Order.CONTRIBUTION in ranked:
        yield say("Points are estimated from reference prices and issued shares.")
    unknown = max((led.unknown for led in ranked.values()), default=0)
    if unknown:
        yield say("{count} without this figure have no place.", count=unknown)


def _breadth(split: Mapping[Order, int]) -> Breadth:
    """Return the counts as the split that answers say."""
    return Breadth(
        advancers=split[Order.UP],
        decliners=split[Order.DOWN],
        unchanged=0,
        unknown=0,
        limit_up=split[Order.LIMIT_UP],
        limit_down=split[Order.LIMIT_DOWN],
        median=None,
        average=None,
    )


def _buttons(ranking: Ranking, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Offer more rows, the sessions next to it, and other orders."""
    asked, day = ranking.asked, ranking.found.session
    total = max(led.total for led in ranking.ranked.values())
    labels = {word: say(NAMES.of[word][0]) for word in _OTHERS if word != asked.word}
    others = tuple(Button(label, asked.in_order(word, day)) for word, label in labels.items())
    around = ranking.near.buttons(asked.of_day("{}"))
    return tuple(
        row
        for row in ((*more_button(asked, total, day, say), *around), others[:3], others[3:])
        if row
    )


def more_button(asked: Asked, total: int, day: date, say: Say) -> tuple[Button, ...]:
    """Offer more rows where there are more."""
    if total <= asked.count or asked.count >= MOST_ROWS:
        return ()
    count = min(MOST_ROWS, asked.count * 3)
    return (Button(say("First {count}", count=count), asked.longer(count, day)),)
