"""Corporate actions around today as two tables: what is to come, and what took effect."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from bot.core.i18n import N_, Say
from bot.core.replies import Block, Button, Column, Fact, Reply, Span, Table, paragraph
from bot.core.wording import near_date, price, short_date
from bot.market.actions import CorporateAction
from bot.market.instruments import Instrument, Market
from handlers.saying.actions import action_text
from handlers.saying.look_ex_dates import ExDates
from handlers.saying.names import name_of

_MOST_ROWS = 15
_MARKETS = {Market.TWSE: N_("TWSE-listed stocks"), Market.TPEX: N_("TPEx-listed stocks")}

Rows = Sequence[tuple[Instrument, CorporateAction]]


def dated(dates: ExDates, say: Say) -> Reply:
    """Say what is to come first, then what took effect lately."""
    return Reply(
        title=say("{name}: dividends, splits and capital changes", name=dates.title),
        blocks=tuple(_blocks(dates, say)),
        buttons=(_buttons(dates, say),),
        source=_source(dates, say),
        summary={
            "as_of": dates.today,
            "since": dates.first,
            "ahead": [_fact(*pair) for pair in dates.ahead],
            "recent": [_fact(*pair) for pair in dates.recent],
            "not_fetched": [market.value for market in dates.lacking],
        },
    )


def _blocks(dates: ExDates, say: Say) -> Iterator[Block]:
    """Lay both tables out, and what is not known."""
    ahead, recent = say("Next 30 days"), say("Last 10 sessions")
    for heading, rows in ((ahead, dates.ahead), (recent, dates.recent)):
        if rows:
            yield _table(rows, dates.today, heading, say)
            if len(rows) > _MOST_ROWS:
                yield paragraph(say("and {count} more", count=len(rows) - _MOST_ROWS))
        else:
            yield paragraph(say("{heading}: none known", heading=heading))
    if lines := _limits(dates, say):
        yield paragraph(*lines)


def _limits(dates: ExDates, say: Say) -> list[str]:
    """Say what could not be looked at."""
    lines = []
    if dates.lacking:
        names = say(", ").join(say(_MARKETS[market]) for market in dates.lacking)
        lines.append(say("Not all tables are held here: {names}.", names=names))
        if not dates.offline:
            lines.append(say("They are being fetched."))
    if dates.otc:
        lines.append(say("TPEx publishes no table of days ahead."))
    return lines


def _table(rows: Rows, today: date, heading: str, say: Say) -> Table:
    """Lay out the nearest actions: day, code, reference price, and what happens to whom."""
    columns = (
        Column(say("Date")),
        Column(say("Code")),
        Column(say("Reference"), "right"),
        Column(say("What"), wide=True),
    )
    return Table(columns, tuple(_row(*pair, today, say) for pair in rows[:_MOST_ROWS]), heading)


def _row(
    instrument: Instrument, action: CorporateAction, today: date, say: Say
) -> tuple[Span, ...]:
    """Write one action; a reference that is only announced is not known."""
    what = f"{name_of(instrument, say)} {action_text(action, say)}"
    return (
        Span(near_date(action.session, today)),
        Span(action.code, code=True),
        Span(price(action.reference)),
        Span(what),
    )


def _buttons(dates: ExDates, say: Say) -> tuple[Button, ...]:
    """Offer the days of the latest actions."""
    shown = {f"/move {one.code} {a.session}": (one, a) for one, a in dates.recent}
    return tuple(
        Button(f"{name_of(one, say)} {short_date(action.session)}", line)
        for line, (one, action) in list(shown.items())[:3]
    )


def _source(dates: ExDates, say: Say) -> str | None:
    """Name the sources of the actions shown, each once."""
    pairs = chain(dates.ahead[:_MOST_ROWS], dates.recent[:_MOST_ROWS])
    names = dict.fromkeys(say(action.provenance.source) for _, action in pairs)
    return say("Source: {source}", source=say(" · ").join(names)) if names else None


def _fact(instrument: Instrument, action: CorporateAction) -> Fact:
    """State an action for machines."""
    return {
        "code": action.code,
        "name": instrument.name,
        "session": action.session,
        "kind": action.kind.value,
        "cash": action.cash,
        "value": action.value,
        "previous_close": action.previous_close,
        "reference": action.reference,
    }
