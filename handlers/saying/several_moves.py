"""Several instruments in one session, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.replies import Figure, Reply, paragraph
from bot.core.wording import percent
from bot.market.bars import Bar
from bot.market.breadth import breadth_of
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, Instrument
from bot.market.moves import Move, move_of
from handlers.saying.age import age_line
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.day_actions import DayActions
from handlers.saying.names import day_title
from handlers.saying.near import Near
from handlers.saying.table import missing_line, moves_table, open_line
from handlers.saying.taiex import taiex_summary


@dataclass(frozen=True, slots=True)
class SeveralMoves:
    """The instruments asked for, in the order typed, and the bars held of that session."""

    instruments: tuple[Instrument, ...]
    session: date
    held: Mapping[str, Bar]
    near: Near
    calendar: TradingCalendar
    moment: Moment
    asked: bool
    day: DayActions = field(default_factory=DayActions)

    @property
    def moves(self) -> list[Move]:
        """Return the moves of those that are held."""
        calendar, held = self.calendar, self.held
        return [move_of(i, held[i.code], calendar) for i in self.instruments if i.code in held]


def moved_together(several: SeveralMoves, say: Say) -> Reply:
    """Say what several instruments did; the ones without a bar are shown as unknown."""
    index_bar = several.held.get(TAIEX.code)
    index = move_of(TAIEX, index_bar, several.calendar) if index_bar else None
    moves = several.moves
    missing = len(several.instruments) - len(moves)
    breadth = breadth_of(moves, unknown=missing)
    lines = [breadth_line(breadth, say)]
    if index and index.percent is not None:
        lines.append(say("TAIEX {percent}", percent=percent(index.percent)))
    if missing:
        lines.append(missing_line(missing, say))
    lines += open_line(moves, say, pending=several.day.pending)
    age = [] if several.asked else age_line(several.session, several.calendar, several.moment, say)
    day = day_title(several.session, several.calendar, say)
    codes = " ".join(i.code for i in several.instruments)
    return Reply(
        title=say("{count} instruments, {date} close", count=len(several.instruments), date=day),
        blocks=(moves_table(several.instruments, moves, say), paragraph(*lines, *age)),
        buttons=(several.near.buttons(f"/move {codes} {{}}"),),
        source=sources_of(
            [move.bar for move in moves], say, beside=[index_bar] if index_bar else []
        ),
        figures=tuple(_figure(i, several) for i in several.instruments),
        summary={
            "session": several.session,
            **breadth_summary(breadth),
            "taiex": taiex_summary(index),
        },
    )


def _figure(instrument: Instrument, several: SeveralMoves) -> Figure:
    """State a move, or that nothing is known of it."""
    bar = several.held.get(instrument.code)
    if bar:
        return figure_of(move_of(instrument, bar, several.calendar), several.day.held)
    return unknown_figure(instrument, several.session)


def unknown_figure(instrument: Instrument, session: date) -> Figure:
    """State that nothing is held of an instrument in a session."""
    return Figure(
        code=instrument.code, name=instrument.name, date=session, open=None, high=None, low=None,
        close=None, reference=None, reference_basis="unknown", change=None, percent=None,
        volume=None, turnover=None, limit=None, marks=(), source=None, fetched_at=None,
    )  # fmt: skip
