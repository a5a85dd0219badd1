"""Moves as a table; the name is the wide column."""

from collections.abc import Iterable, Sequence

from bot.core.i18n import Say
from bot.core.replies import Column, Span, Table
from bot.core.wording import UNKNOWN, percent, points, price, tone_of
from bot.market.instruments import Instrument, Kind
from bot.market.moves import Move
from handlers.saying.names import name_of
from handlers.saying.row_marks import RowMarks

_LIMITS_ALONE = RowMarks()


def moves_table(
    instruments: Iterable[Instrument],
    moves: Sequence[Move],
    say: Say,
    heading: str | None = None,
    marks: RowMarks = _LIMITS_ALONE,
) -> Table:
    """Lay instruments out in the given order; one without a move is shown as unknown."""
    by_code = {move.instrument.code: move for move in moves}
    columns = (
        Column(say("Code")),
        Column(say("Change %"), "right"),
        Column(say("Close"), "right"),
        Column(say("Name"), wide=True),
    )
    rows = tuple(_row(i, by_code.get(i.code), marks, say) for i in instruments)
    return Table(columns, rows, heading)


def missing_line(count: int, say: Say) -> str:
    """Say why some rows show as unknown."""
    return say("“—”: no figures of that session are held here ({count}).", count=count)


def open_line(moves: Iterable[Move], say: Say, *, pending: bool = False) -> list[str]:
    """Say why rows with a close show no change: for good, or only for now."""
    count = sum(move.bar.close is not None and move.percent is None for move in moves)
    if not count:
        return []
    if pending:
        text = say("“—”: the reference price is not here yet; it is fetched ({count}).",
                   count=count)  # fmt: skip
        return [text]
    return [say("“—”: the reference price is not known here ({count}).", count=count)]


def _row(instrument: Instrument, move: Move | None, marks: RowMarks, say: Say) -> tuple[Span, ...]:
    """Write one row; what sets it apart stands after the name."""
    name = name_of(instrument, say)
    code = Span(instrument.code, code=True)
    if move is None:
        return (code, Span(UNKNOWN), Span(UNKNOWN), Span(name))
    show = points if instrument.kind is Kind.INDEX else price
    tone = tone_of(move.percent)
    rate = Span(percent(move.percent), tone)
    return (code, rate, Span(show(move.bar.close)), Span(name + marks.of(move, say)))
