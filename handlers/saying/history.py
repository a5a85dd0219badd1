"""An instrument's sessions as a table of the newest ones, or all of them as a file."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from bot.core.answers import percent_text
from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.replies import (
    Attachment,
    Block,
    Button,
    Column,
    Figure,
    Reply,
    Span,
    Table,
    paragraph,
)
from bot.core.wording import bare, percent, points, price, tone_of
from bot.market.calendar import OutsideCalendar, TradingCalendar
from bot.market.instruments import Instrument, Kind
from bot.market.moves import Move
from handlers.saying.amounts import billions, lots
from handlers.saying.names import named

PAGE = 20
"""Sessions that a message shows."""
_HEADER = (
    "date", "code", "open", "high", "low", "close", "reference", "change", "percent",
    "volume", "turnover", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """The sessions held of a range, the newest first, and the trading days that lack."""

    instrument: Instrument
    first: date
    last: date
    moves: tuple[Move, ...]
    absent: tuple[date, ...]
    pending: bool
    """Whether the newest of those that lack is being fetched."""
    wished: bool
    """Whether some of those that lack are fetched when it is quiet."""


def told_past(
    past: Past, calendar: TradingCalendar, moment: Moment, say: Say, *, as_file: bool
) -> Reply:
    """Say an instrument's sessions."""
    shown = past.moves[:PAGE]
    figures = tuple(map(figure_of, past.moves))
    blocks: list[Block] = [paragraph(*_lines(past, say))]
    if not as_file:
        blocks.append(_table(past.instrument, shown, say))
    return Reply(
        title=say("{name}, {first} to {last}", name=named(past.instrument, say),
                  first=past.first.isoformat(), last=past.last.isoformat()),
        blocks=tuple(blocks),
        buttons=(_buttons(past, calendar, moment, say, as_file=as_file),),
        source=sources_of([move.bar for move in past.moves], say),
        figures=figures,
        summary={
            "first": past.first,
            "last": past.last,
            "sessions": len(past.moves),
            "lacking": len(past.absent),
        },
        attachments=(_file(past, figures),) if as_file else (),
    )  # fmt: skip


def _lines(past: Past, say: Say) -> list[str]:
    """Say how many sessions there are, and how many of the range lack."""
    lines = [say("{count} sessions", count=len(past.moves))]
    if len(past.moves) > PAGE:
        lines = [say("{count} sessions, the newest {shown} here",
                     count=len(past.moves), shown=PAGE)]  # fmt: skip
    if past.absent:
        lines.append(say("Not held of this range: {count} sessions.", count=len(past.absent)))
    if past.pending:
        lines.append(say("They are being fetched; please ask again in a moment."))
    elif past.wished:
        lines.append(say("They are fetched while it is quiet; please ask again later."))
    return lines


def _table(instrument: Instrument, moves: tuple[Move, ...], say: Say) -> Table:
    """Lay sessions out; an index shows its market's turnover in place of a volume."""
    index = instrument.kind is Kind.INDEX
    columns = (
        Column(say("Date")),
        Column(say("Close"), "right"),
        Column(say("Change %"), "right"),
        Column(say("TWD bn") if index else say("Lots"), "right"),
    )
    rows = tuple(
        (
            Span(move.bar.session.isoformat()),
            Span((points if index else price)(move.bar.close)),
            Span(percent(move.percent), tone_of(move.percent)),
            Span(billions(move.bar.turnover, say) if index else lots(move.bar.volume)),
        )
        for move in moves
    )
    return Table(columns, rows)


def _buttons(
    past: Past, calendar: TradingCalendar, moment: Moment, say: Say, *, as_file: bool
) -> tuple[Button, ...]:
    """Offer the rest of the range or the sessions before it, the other form, and the latest."""
    line = f"/history {past.instrument.code}"
    whole = f"{line} {past.first} {past.last}"
    other = Button(say("Table"), whole) if as_file else Button("CSV", f"{whole} csv")
    newest = past.moves[0].bar.session
    latest = Button(newest.isoformat(), f"/move {past.instrument.code} {newest}")
    if len(past.moves) > PAGE and not as_file:
        rest = len(past.moves) - PAGE
        before = past.moves[PAGE].bar.session
        more = Button(say("◀ {count} more", count=rest), f"{line} {past.first} {before}")
        return (more, other, latest)
    earlier = _earlier(past, calendar, moment)
    return (*([Button(say("◀ Earlier"), f"{line} {earlier}")] if earlier else []), other, latest)


def _earlier(past: Past, calendar: TradingCalendar, moment: Moment) -> str | None:
    """Return the page of sessions before the range; None where the calendar begins."""
    try:
        days = [calendar.before(past.first, known_on=moment.today)]
        while len(days) < PAGE and (day := days[-1]):
            days.append(calendar.before(day, known_on=moment.today))
    except OutsideCalendar:
        return None
    known = [day for day in days if day]
    return f"{known[-1]} {known[0]}" if known else None


def _file(past: Past, figures: tuple[Figure, ...]) -> Attachment:
    """Write all sessions as CSV: decimals plain, what is unknown empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for one in figures:
        prices = (one.open, one.high, one.low, one.close, one.reference, one.change)
        writer.writerow(
            (
                one.date.isoformat(), one.code, *map(_plain, prices), percent_text(one.percent),
                one.volume, _plain(one.turnover), one.source,
            )
        )  # fmt: skip
    return Attachment(f"{past.instrument.code}_{past.first}_{past.last}.csv", text.getvalue())


def _plain(value: Decimal | None) -> str | None:
    """Write a decimal as machines read it; None becomes an empty cell."""
    return None if value is None else bare(value)
