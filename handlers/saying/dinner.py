"""The dinner's companies in one session: breadth, the split between groups, the table."""

from collections.abc import Iterator

from bot.core.clock import Moment
from bot.core.figures import sources_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.pictures import Wall
from bot.core.replies import Block, Button, Details, Line, Reply, Span, paragraph, text_line
from bot.core.wording import arrow, change_span, percent, points, tone_of
from bot.market.moves import Move
from bot.market.shapes import shapes
from handlers.saying.age import age_line
from handlers.saying.amounts import money
from handlers.saying.breadth import breadth_line
from handlers.saying.dinner_facts import Dinner, Measured, dinner_summary, measured
from handlers.saying.guests import guest_lines
from handlers.saying.names import day_title, name_of
from handlers.saying.shapes import shape_text
from handlers.saying.table import missing_line, moves_table, open_line
from handlers.saying.taiex import points_text
from handlers.saying.wall import Heading, wall_of


def dined(dinner: Dinner, almanac: Almanac, moment: Moment, say: Say, *, asked: bool) -> Reply:
    """Say how the list did."""
    facts = measured(dinner, almanac)
    age = [] if asked else age_line(dinner.session, almanac.calendar, moment, say)
    day = day_title(dinner.session, almanac.calendar, say)
    source = _source(dinner, facts, say)
    return Reply(
        title=_title(dinner, len(facts.members), day, say),
        blocks=tuple(_blocks(dinner, facts, age, almanac, say)),
        buttons=_buttons(dinner, say),
        source=source,
        tone=tone_of(facts.breadth.median),
        figures=tuple(facts.figure(i, dinner.session) for i in facts.ordered(dinner.order, say)),
        summary=dinner_summary(dinner, facts),
        wall=_wall(dinner, facts, source, say),
    )


def _source(dinner: Dinner, facts: Measured, say: Say) -> str:
    """Name where the figures come from."""
    return sources_of(
        [move.bar for move in facts.moves.values()],
        say,
        beside=[facts.index.bar] if facts.index else [],
        others=[] if facts.worth.missing else [c.provenance for c in dinner.counts.values()],
    )


def _wall(dinner: Dinner, facts: Measured, source: str, say: Say) -> Wall | None:
    """Show the members as tiles, below the index and the breadth."""
    title = say("{basket}, {count} companies", basket=say.pick(dinner.basket.title),
                count=len(facts.members))  # fmt: skip
    lines: list[str | Line] = [*_index_line(facts.index, say), breadth_line(facts.breadth, say)]
    heading = Heading(title, [*lines, *_averages(facts, say)])
    return wall_of(heading, facts.members, facts.moves.values(), dinner.session, source, say)


def _blocks(
    dinner: Dinner, facts: Measured, age: list[Line], almanac: Almanac, say: Say
) -> Iterator[Block]:
    """Lay out headline, groups, table, what is missing, and the guests."""
    yield paragraph(
        *_index_line(facts.index, say),
        breadth_line(facts.breadth, say),
        *_averages(facts, say),
        *_worth(facts, say),
        *_extremes(facts.ranking, say),
        *_notable(facts.ranking, say),
        *age,
    )
    if facts.groups:
        yield paragraph(*_groups(facts, say))
    yield moves_table(facts.ordered(dinner.order, say), list(facts.moves.values()), say)
    missing = [missing_line(facts.missing, say)] if facts.missing else []
    if gaps := [*missing, *open_line(facts.moves.values(), say)]:
        yield paragraph(*gaps)
    guests = guest_lines(dinner.edition, dinner.unlisted, almanac, say)
    yield Details(say("Who sat there"), tuple(map(text_line, guests)))


def _title(dinner: Dinner, count: int, day: str, say: Say) -> str:
    """Name the list, its dinner and the session."""
    return say("{basket} ({edition} dinner), {count} companies, {date} close",
               basket=say.pick(dinner.basket.title), edition=dinner.edition.date.isoformat(),
               count=count, date=day)  # fmt: skip


def _index_line(index: Move | None, say: Say) -> list[Line]:
    """Write the TAIEX's close and change."""
    if index is None:
        return []
    lead = say("TAIEX {close} ", close=points(index.bar.close))
    return [(Span(lead), change_span(index.change, index.percent, say, index=True))]


def _averages(facts: Measured, say: Say) -> list[str]:
    """Write average and median, and the average's distance to the TAIEX."""
    breadth, distance = facts.breadth, facts.distance
    if breadth.average is None:
        return []
    text = say("average {average} | median {median}", average=percent(breadth.average),
               median=percent(breadth.median))  # fmt: skip
    if distance is None:
        return [text]
    sign = "-" if distance < 0 else "+"
    amount = f"{sign}{points_text(distance)}" if distance else points_text(distance)
    return [text, say("average against TAIEX {points} points", points=amount)]


def _worth(facts: Measured, say: Say) -> list[Line]:
    """Write what the members are worth together and how much the day changed it."""
    worth = facts.worth
    if worth.value is None or worth.change is None:
        return []
    lead = say("{count} companies worth {value} ", count=len(facts.members),
               value=money(worth.value, say))  # fmt: skip
    change = arrow(worth.change, money(abs(worth.change), say))
    return [(Span(lead), Span(change, tone_of(worth.change)))]


def _extremes(known: list[Move], say: Say) -> list[Line]:
    """Name the best and the worst."""
    if len(known) < 2:  # noqa: PLR2004 - one company is neither best nor worst
        return []
    best, worst = known[0], known[-1]
    return [
        (
            Span(say("Best {name} ", name=name_of(best.instrument, say))),
            Span(percent(best.percent), tone_of(best.percent)),
            Span(say(" · ")),
            Span(say("worst {name} ", name=name_of(worst.instrument, say))),
            Span(percent(worst.percent), tone_of(worst.percent)),
        )
    ]


def _notable(ranking: list[Move], say: Say) -> list[str]:
    """Say who was locked at the limit, left it, or nearly reached it; the same words once."""
    named: dict[str, list[str]] = {}
    for move in reversed(ranking):
        for shape in shapes(move, None):
            text = shape_text(shape, move.bar.session, say)
            named.setdefault(text, []).append(name_of(move.instrument, say))
    return [
        say("{name}: {shape}", name=say(", ").join(names), shape=text)
        for text, names in named.items()
    ]


def _groups(facts: Measured, say: Say) -> list[Line]:
    """Write each group's average and breadth: the split that one mean hides."""
    lines: list[Line] = []
    for group, breadth in facts.groups:
        lead = say("{group} average ", group=say.pick(group.title))
        average = Span(percent(breadth.average), tone_of(breadth.average))
        lines.append((Span(lead), average, Span(say(" · ") + breadth_line(breadth, say))))
    return lines


def _buttons(dinner: Dinner, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Offer other orders and the sessions next to it."""
    own = f" {dinner.edition.date}場" if dinner.named else ""
    labels = {"percent": say("by %"), "code": say("by code"), "name": say("by name")}
    orders = tuple(
        Button(label, f"/dinnerlist {dinner.session}{own} {order}")
        for order, label in labels.items()
        if order != dinner.order
    )
    return (orders, dinner.near.buttons(f"/dinnerlist {{}}{own}"))
