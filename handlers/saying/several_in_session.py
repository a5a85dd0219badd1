"""Several instruments while the session runs, as a table of their last trades."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.core.figures import sources_of
from bot.core.i18n import Say
from bot.core.replies import Button, Column, Figure, Reply, Span, Table, paragraph
from bot.core.wording import UNKNOWN, long_date, percent, points, price, tone_of
from bot.market.breadth import breadth_of
from bot.market.instruments import TAIEX, Instrument, Kind
from bot.market.moves import Limit, Move
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.in_session import figure_so_far, time_of, traded_at
from handlers.saying.names import name_of
from handlers.saying.several_moves import unknown_figure
from handlers.saying.taiex import taiex_summary


def moved_together_so_far(
    instruments: Sequence[Instrument], moves: Mapping[str, Move], say: Say
) -> Reply:
    """Say what several instruments have done in the running session; at least one has traded."""
    index = moves.get(TAIEX.code)
    traded = [moves[one.code] for one in instruments if one.code in moves]
    newest = max(traded, key=time_of)
    day, codes = newest.bar.session, " ".join(one.code for one in instruments)
    breadth = breadth_of(traded, unknown=len(instruments) - len(traded))
    lines = [breadth_line(breadth, say), traded_at(newest, say)]
    if index and index.percent is not None:
        lines.append(say("TAIEX {percent}", percent=percent(index.percent)))
    if breadth.unknown:
        lines.append(say("“—”: no trade of the session is known ({count}).", count=breadth.unknown))
    return Reply(
        title=say("{count} instruments, {date}, in session",
                  count=len(instruments), date=long_date(day, say)),
        blocks=(_table(instruments, moves, say), paragraph(*lines)),
        buttons=((Button(say("Refresh"), f"/quote {codes}"),),),
        source=sources_of([each.bar for each in (*traded, *([index] if index else []))], say),
        figures=tuple(_figure(one, moves.get(one.code), day) for one in instruments),
        summary={
            "session": day, "in_session": True, "at": newest.bar.provenance.fetched_at,
            **breadth_summary(breadth), "taiex": taiex_summary(index),
        },
    )  # fmt: skip


def _table(instruments: Sequence[Instrument], moves: Mapping[str, Move], say: Say) -> Table:
    """Lay the instruments out in the order typed."""
    columns = (
        Column(say("Code")),
        Column(say("Change %"), "right"),
        Column(say("Last"), "right"),
        Column(say("Time"), "right"),
        Column(say("Name"), wide=True),
    )
    return Table(columns, tuple(_row(one, moves.get(one.code), say) for one in instruments))


def _row(instrument: Instrument, move: Move | None, say: Say) -> tuple[Span, ...]:
    """Write one row; without a trade all but the name is unknown."""
    code, name = Span(instrument.code, code=True), name_of(instrument, say)
    if move is None:
        return (code, Span(UNKNOWN), Span(UNKNOWN), Span(UNKNOWN), Span(name))
    marks = {Limit.UP: say("limit-up"), Limit.DOWN: say("limit-down")}
    mark = f" {marks[move.limit]}" if move.limit else ""
    show = points if instrument.kind is Kind.INDEX else price
    rate = Span(percent(move.percent), tone_of(move.percent))
    return (
        code,
        rate,
        Span(show(move.bar.close)),
        Span(time_of(move, "minutes")),
        Span(name + mark),
    )


def _figure(instrument: Instrument, move: Move | None, day: date) -> Figure:
    """State a move so far, or that nothing is known of it."""
    return figure_so_far(move) if move else unknown_figure(instrument, day)
