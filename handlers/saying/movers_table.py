"""The rows of a ranking, with the figure that it is ordered by."""

from collections.abc import Mapping
from decimal import Decimal

from bot.core.i18n import N_, Say
from bot.core.replies import Column, Span, Table
from bot.core.wording import UNKNOWN, percent, tone_of
from bot.market.leaders import Order
from bot.market.moves import Move, round_percent
from handlers.saying.amounts import billions, lots
from handlers.saying.names import name_of
from handlers.saying.row_marks import RowMarks
from handlers.saying.table import moves_table

_FIGURES = {
    Order.VOLUME: N_("Lots"),
    Order.TURNOVER: N_("TWD bn"),
    Order.CONTRIBUTION: N_("Points"),
}
"""Orders whose figure is neither the percentage nor the close."""


def movers_table(
    order: Order,
    moves: tuple[Move, ...],
    points: Mapping[str, Decimal],
    marks: RowMarks,
    say: Say,
    heading: str | None = None,
) -> Table:
    """Lay out the leaders of an order."""
    if order not in _FIGURES:
        return moves_table([move.instrument for move in moves], moves, say, heading, marks)
    columns = (
        Column(say("Code")),
        Column(say(_FIGURES[order]), "right"),
        Column(say("Change %"), "right"),
        Column(say("Name"), wide=True),
    )
    rows = tuple(
        (
            Span(move.instrument.code, code=True),
            _figure(order, move, points, say),
            Span(percent(move.percent), tone_of(move.percent)),
            Span(name_of(move.instrument, say) + marks.of(move, say)),
        )
        for move in moves
    )
    return Table(columns, rows, heading)


def points_text(value: Decimal | None) -> str:
    """Write points of the index with their sign, two decimals."""
    if value is None:
        return UNKNOWN
    rounded = round_percent(value)
    return "0.00" if not rounded else f"{rounded:+,.2f}"


def _figure(order: Order, move: Move, points: Mapping[str, Decimal], say: Say) -> Span:
    """Write the figure that an order is about."""
    bar = move.bar
    if order is Order.CONTRIBUTION:
        value = points.get(move.instrument.code)
        return Span(points_text(value), tone_of(value))
    return Span(lots(bar.volume) if order is Order.VOLUME else billions(bar.turnover, say))
