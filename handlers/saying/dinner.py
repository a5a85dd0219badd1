"""The dinner's companies in one session: breadth, the split between groups, the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.replies import Button, Details, Line, Reply, Span, paragraph, text_line
from bot.core.wording import change_span, percent, points, tone_of
from bot.market.bars import Bar
from bot.market.baskets import Basket, Edition
from bot.market.breadth import Breadth, breadth_of, ranked
from bot.market.instruments import TAIEX, Instrument
from bot.market.moves import Move, move_of, round_percent
from bot.market.shapes import shapes
from handlers.saying.age import age_line
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.guests import guest_lines
from handlers.saying.names import day_title, name_of
from handlers.saying.near import Near
from handlers.saying.several_moves import unknown_figure
from handlers.saying.shapes import shape_text
from handlers.saying.table import missing_line, moves_table
from handlers.saying.taiex import points_text, taiex_summary


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


def dined(dinner: Dinner, almanac: Almanac, moment: Moment, say: Say, *, asked: bool) -> Reply:
    """Say how the list did."""
    members = [i for code in dinner.edition.codes if (i := almanac.directory.get(code))]
    calendar, held = almanac.calendar, dinner.held
    moves = [move_of(i, held[i.code], calendar) for i in members if i.code in held]
    index = move_of(TAIEX, held[TAIEX.code], calendar) if TAIEX.code in held else None
    breadth = breadth_of(moves, unknown=len(members) - len(moves))
    lines: list[str | Line] = [
        *_index_line(index, say),
        breadth_line(breadth, say),
        *_averages(breadth, index, say),
        *_extremes(moves, say),
        *_notable(moves, say),
        *([] if asked else age_line(dinner.session, calendar, moment, say)),
    ]
    missing = [i for i in members if i.code not in held]
    ordered = _ordered(members, moves, dinner.order, say)
    table = moves_table(ordered, moves, say)
    guests = guest_lines(dinner.edition, dinner.unlisted, almanac, say)
    groups = _groups(dinner.edition, {m.instrument.code: m for m in moves}, say)
    return Reply(
        title=_title(dinner, len(members), day_title(dinner.session, calendar, say), say),
        blocks=(
            paragraph(*lines),
            *((paragraph(*groups),) if groups else ()),
            table,
            *((paragraph(missing_line(len(missing), say)),) if missing else ()),
            Details(say("Who sat there"), tuple(map(text_line, guests))),
        ),
        buttons=_buttons(dinner, say),
        source=sources_of([move.bar for move in moves], say),
        tone=tone_of(breadth.median),
        figures=tuple(
            figure_of(move_of(i, held[i.code], calendar))
            if i.code in held
            else unknown_figure(i, dinner.session)
            for i in ordered
        ),
        summary={
            "session": dinner.session,
            "edition": dinner.edition.date,
            "confidence": dinner.edition.confidence.value,
            "members": len(members),
            **breadth_summary(breadth),
            "relative_percent": _distance(breadth, index),
            "taiex": taiex_summary(index),
            "groups": {
                g.title.zh: {"average_percent": _average(g.codes, moves)}
                for g in dinner.edition.groups
            },
        },
    )


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


def _averages(breadth: Breadth, index: Move | None, say: Say) -> list[str]:
    """Write average and median, and the average's distance to the TAIEX."""
    if breadth.average is None:
        return []
    text = say("average {average} | median {median}", average=percent(breadth.average),
               median=percent(breadth.median))  # fmt: skip
    distance = _distance(breadth, index)
    if distance is None:
        return [text]
    sign = "-" if distance < 0 else "+"
    amount = f"{sign}{points_text(distance)}" if distance else points_text(distance)
    return [text, say("average against TAIEX {points} points", points=amount)]


def _distance(breadth: Breadth, index: Move | None) -> Decimal | None:
    """Return the average less the TAIEX in percentage points, two decimals."""
    if breadth.average is None or index is None or index.percent is None:
        return None
    return round_percent(breadth.average - index.percent)


def _extremes(moves: list[Move], say: Say) -> list[Line]:
    """Name the best and the worst."""
    known = ranked(moves)
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


def _notable(moves: list[Move], say: Say) -> list[str]:
    """Say who was locked at the limit, left it, or nearly reached it."""
    return [
        say("{name}: {shape}", name=name_of(move.instrument, say),
            shape=shape_text(shape, move.bar.session, say))
        for move in reversed(ranked(moves))
        for shape in shapes(move, None)
    ]  # fmt: skip


def _groups(edition: Edition, moves: dict[str, Move], say: Say) -> list[Line]:
    """Write each group's average and breadth: the split that one mean hides."""
    lines: list[Line] = []
    for group in edition.groups:
        held = [moves[code] for code in group.codes if code in moves]
        breadth = breadth_of(held)
        lead = say("{group} average ", group=say.pick(group.title))
        average = Span(percent(breadth.average), tone_of(breadth.average))
        lines.append((Span(lead), average, Span(say(" · ") + breadth_line(breadth, say))))
    return lines


def _average(codes: tuple[str, ...], moves: list[Move]) -> Decimal | None:
    """Return a group's average percentage, two decimals; None when unknown."""
    average = breadth_of([m for m in moves if m.instrument.code in codes]).average
    return None if average is None else round_percent(average)


def _ordered(
    members: list[Instrument], moves: list[Move], order: str, say: Say
) -> list[Instrument]:
    """Sort the members: by percentage (unknown ones last), by code, or by the name shown."""
    if order == "code":
        return sorted(members, key=lambda i: i.code)
    if order == "name":
        return sorted(members, key=lambda i: name_of(i, say).casefold())
    first = [move.instrument for move in ranked(moves)]
    return first + [i for i in members if i not in first]


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
