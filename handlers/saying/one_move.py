"""One instrument in one session: its facts, gathered, and the answer that says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.replies import Button, Fact, Line, Reply, Span, paragraph
from bot.core.wording import change_span, points, price, tone_of
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, Instrument, Kind
from bot.market.moves import Limit, Move, move_of, relative
from bot.market.shapes import shapes
from handlers.saying.age import age_line
from handlers.saying.amounts import amounts_lines
from handlers.saying.day_actions import DayActions
from handlers.saying.later import Later, later_lines, later_summary, look_later
from handlers.saying.names import day_title, named
from handlers.saying.near import Near
from handlers.saying.newness import look_new
from handlers.saying.paused import look_paused, paused_text
from handlers.saying.rank import Rank, look_rank, rank_text
from handlers.saying.reference import action_lines, reference_line
from handlers.saying.shapes import shape_text
from handlers.saying.taiex import against, taiex_summary


@dataclass(frozen=True, slots=True)
class OneMove:
    """All that an answer about one instrument's session says."""

    move: Move
    index: Move | None
    previous: Bar | None
    rank: Rank | None
    later: Later
    day: DayActions
    new: int | None
    """Which session of a new listing without limits it is."""
    paused: CorporateAction | None
    """What the instrument paused for, where it did not trade."""
    calendar: TradingCalendar
    moment: Moment
    asked: bool
    """True when a date was typed."""


async def look_up(
    instrument: Instrument,
    session: date,
    held: Mapping[str, Bar],
    *,
    bars: Bars,
    actions: Actions,
    almanac: Almanac,
    moment: Moment,
    day: DayActions,
    asked: bool,
) -> OneMove:
    """Gather the facts around a bar that is held."""
    calendar = almanac.calendar
    move = move_of(instrument, held[instrument.code], calendar)
    index_bar = held.get(TAIEX.code)
    before = calendar.before(session)
    previous = await bars.held(before, [instrument.code]) if before else {}
    traded = move.bar.close is not None
    return OneMove(
        move=move,
        index=move_of(TAIEX, index_bar, calendar) if index_bar and instrument != TAIEX else None,
        previous=previous.get(instrument.code),
        rank=await look_rank(move, bars, almanac, moment),
        later=await look_later(
            move, index_bar, bars=bars, actions=actions, calendar=calendar, moment=moment
        ),
        day=day,
        new=await look_new(instrument, session, bars, calendar),
        paused=None if traded else await look_paused(instrument, session, bars, actions),
        calendar=calendar,
        moment=moment,
        asked=asked,
    )


def moved(one: OneMove, say: Say) -> Reply:
    """Say what one instrument did."""
    move, bar = one.move, one.move.bar
    day = day_title(bar.session, one.calendar, say)
    lines: list[str | Line] = [
        headline(move, say),
        *prices(move, say),
        *action_lines(move, one.day, one.new, say),
        *_untraded(one, say),
        reference_line(move, one.previous, one.day, one.calendar, say),
        *(shape_text(shape, bar.session, say) for shape in shapes(move, one.previous)),
        *against(move, one.index, say),
        *([rank_text(one.rank, say)] if one.rank else []),
        *later_lines(one.later, move, say),
        *amounts_lines(bar, say),
        *([] if one.asked else age_line(bar.session, one.calendar, one.moment, say)),
    ]
    return Reply(
        title=_title(move.instrument, day, say),
        blocks=(paragraph(*lines),),
        buttons=(_buttons(one, say),),
        source=sources_of([bar], say, beside=_beside(one)),
        tone=tone_of(move.change),
        figures=(figure_of(move, one.day.held),),
        summary=_summary(one),
    )


def _title(instrument: Instrument, day: str, say: Say) -> str:
    """Name the instrument and the session."""
    if instrument.kind is Kind.INDEX:
        return say("{index} close of {date}", index=named(instrument, say), date=day)
    return say("{name} {date} close", name=named(instrument, say), date=day)


def headline(move: Move, say: Say) -> Line:
    """Write close, change and percentage, and the limit where the close is at it."""
    index = move.instrument.kind is Kind.INDEX
    close = points(move.bar.close) if index else price(move.bar.close)
    change = change_span(move.change, move.percent, say, index=index)
    marks = {Limit.UP: say("limit-up"), Limit.DOWN: say("limit-down")}
    mark = (Span(" " + marks[move.limit], change.tone),) if move.limit else ()
    return (Span(close, strong=True), Span(" "), change, *mark)


def prices(move: Move, say: Say) -> list[str]:
    """Write open, high and low where they are known."""
    bar = move.bar
    if bar.open is None and bar.high is None and bar.low is None:
        return []
    text = say("open {open}  high {high}  low {low}",
               open=price(bar.open), high=price(bar.high), low=price(bar.low))  # fmt: skip
    return [text]


def _untraded(one: OneMove, say: Say) -> list[str]:
    """Say why there is no close, as far as it is known."""
    bar = one.move.bar
    if bar.close is not None:
        return []
    if one.paused:
        return [paused_text(one.move.instrument, bar.session, one.paused, say)]
    return [say("No trade in this session.")]


def _beside(one: OneMove) -> list[Bar]:
    """Return the other bars whose figures the answer shows."""
    index = one.index.bar if one.index else None
    return [bar for bar in (one.previous, index, *one.later.bars) if bar]


def _buttons(one: OneMove, say: Say) -> tuple[Button, ...]:
    """Offer the sessions next to it, the dinner of that day, and how it is computed."""
    taiex = one.move.instrument == TAIEX
    line = "/index {}" if taiex else f"/move {one.move.instrument.code} {{}}"
    session, following = one.move.bar.session, one.later.following
    near = Near(
        one.previous.session if one.previous else None,
        following.bar.session if following else None,
    )
    row = [*near.buttons(line)]
    row.append(Button(say("Dinner list"), f"/dinnerlist {session}"))
    row.append(Button(say("How computed"), "/help move"))
    return tuple(row)


def _summary(one: OneMove) -> dict[str, Fact]:
    """State the same for machines."""
    return {
        "session": one.move.bar.session,
        "taiex": taiex_summary(one.index),
        "relative_percent": relative(one.move, one.index) if one.index else None,
        "limit_up_price": one.move.limits.up if one.move.limits else None,
        "limit_down_price": one.move.limits.down if one.move.limits else None,
        "shapes": [shape.kind.value for shape in shapes(one.move, one.previous)],
        **later_summary(one.later),
    }
