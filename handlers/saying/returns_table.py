"""Returns between two closes as a table; the name is the wide column."""

from collections.abc import Sequence

from bot.core.i18n import Say
from bot.core.replies import Column, Span, Table
from bot.core.wording import UNKNOWN, percent, points, price, tone_of
from bot.market.instruments import Instrument, Kind
from bot.market.returns import Way
from handlers.saying.names import name_of

Row = tuple[Instrument, Way | None]


def returns_table(rows: Sequence[Row], say: Say) -> Table:
    """Lay returns out; the column with dividends stands only where one of them is known."""
    totals = any(way is not None and way.total is not None for _, way in rows)
    columns = [Column(say("Code")), Column(say("Change %"), "right")]
    if totals:
        columns.append(Column(say("With dividends"), "right"))
    columns += [Column(say("Close"), "right"), Column(say("Name"), wide=True)]
    return Table(tuple(columns), tuple(_row(one, way, say, totals=totals) for one, way in rows))


def by_return(rows: Sequence[Row]) -> list[Row]:
    """Sort by the change in price, the best first and unknown ones last."""
    known = [(way.price, row) for row in rows if (way := row[1]) and way.price is not None]
    order = [row for _, row in sorted(known, key=lambda pair: (-pair[0], pair[1][0].code))]
    return order + [row for row in rows if row not in order]


def _row(instrument: Instrument, way: Way | None, say: Say, *, totals: bool) -> tuple[Span, ...]:
    """Write one row; what is not known is a dash."""
    show = points if instrument.kind is Kind.INDEX else price
    change, total = (way.price, way.total) if way else (None, None)
    cells = [Span(instrument.code, code=True), Span(percent(change), tone_of(change))]
    if totals:
        cells.append(Span(percent(total), tone_of(total)))
    close = Span(show(way.last.close)) if way else Span(UNKNOWN)
    return (*cells, close, Span(name_of(instrument, say)))
