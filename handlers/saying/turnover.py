"""How much the markets traded: change, average, place among the sessions held."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import N_, Say
from bot.core.replies import Block, Button, Fact, Line, Reply, Span, paragraph
from bot.core.wording import arrow, near_date, percent, tone_of
from bot.market.bars import Bar
from bot.market.calendar import OutsideCalendar, TradingCalendar
from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument
from bot.market.moves import EXACT, move_of, round_percent
from bot.market.turnover import AVERAGED, Turnover, turnover_of
from handlers.saying.age import age_line
from handlers.saying.amounts import money, volume
from handlers.saying.names import day_title
from handlers.saying.near import Near

_TITLES = {TAIEX: N_("TWSE market"), TPEX_INDEX: N_("TPEx market")}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Traded:
    """A session's turnover by index, and the sessions around it that hold one."""

    session: date
    before: date | None
    """The trading day before, held or not."""
    last: date | None
    """The last session up to this one of which a turnover is held."""
    near: Near
    markets: Mapping[Instrument, Turnover]
    records: Sequence[Bar] = ()
    """The bars of the highest sessions, whose sources the answer names."""

    @classmethod
    def of(
        cls,
        session: date,
        bars: Mapping[str, Bar],
        amounts: Mapping[str, Mapping[date, Decimal]],
        calendar: TradingCalendar,
    ) -> "Traded":
        """Measure each index's bar of a session by the amounts held up to it."""
        days = _sessions_to(session, calendar)
        found = {
            index: turnover_of(bars[index.code], amounts[index.code], days)
            for index in _TITLES
            if index.code in bars
        }
        held = {day for known in amounts.values() for day in known}
        before = days[-2] if len(days) > 1 else None
        return cls(
            session=session,
            before=before,
            last=max(held, default=None),
            near=Near(before if before in held else None, None),
            markets={index: one for index, one in found.items() if one},
        )


def traded(
    found: Traded, calendar: TradingCalendar, moment: Moment, say: Say, *, asked: bool
) -> Reply:
    """Say how much was traded."""
    bars = [one.bar for one in found.markets.values()]
    moves = [move_of(index, one.bar, calendar) for index, one in found.markets.items()]
    blocks: list[Block] = [
        paragraph(*_market(index, one, found, say)) for index, one in found.markets.items()
    ]
    if total := _total(found):
        blocks.append(paragraph(say("Both markets: {amount}", amount=money(total, say))))
    elif absent := [title for index, title in _TITLES.items() if index not in found.markets]:
        blocks.append(paragraph(say("{market}: not held.", market=say(absent[0]))))
    if age := [] if asked else age_line(found.session, calendar, moment, say):
        blocks.append(paragraph(*age))
    row = (*found.near.buttons("/turnover {}"), Button(say("TAIEX"), f"/index {found.session}"))
    most = Button(say("by turnover"), f"/movers turnover {found.session}")
    return Reply(
        title=say("Turnover, {date}", date=day_title(found.session, calendar, say)),
        blocks=tuple(blocks),
        buttons=((*row, most),),
        source=sources_of(bars, say, beside=found.records),
        tone=tone_of(next(iter(found.markets.values())).change),
        figures=tuple(map(figure_of, moves)),
        summary={
            "session": found.session,
            "turnover": total,
            **{index.code.lower(): _stated(one) for index, one in found.markets.items()},
        },
    )


def _sessions_to(session: date, calendar: TradingCalendar) -> list[date]:
    """List the last trading days up to a session, oldest first."""
    days: list[date] = [session]
    try:
        while len(days) < AVERAGED and (before := calendar.before(days[0])):
            days.insert(0, before)
    except OutsideCalendar:
        pass  # the calendar begins here
    return days


def _market(index: Instrument, one: Turnover, found: Traded, say: Say) -> Iterator[str | Line]:
    """Say one market's session."""
    lead = say("{market} {amount} ", market=say(_TITLES[index]), amount=money(one.amount, say))
    change = Span("")
    if one.change is not None and found.before:
        text = say("{change} ({percent} against {date})",
                   change=arrow(one.change, money(abs(one.change), say)),
                   percent=percent(one.percent),
                   date=near_date(found.before, found.session))  # fmt: skip
        change = Span(text, tone_of(one.change))
    yield (Span(lead.rstrip() if not change.text else lead, strong=True), change)
    if one.bar.volume is not None:
        yield volume(one.bar.volume, say)
    if one.average is not None:
        yield say("{count}-session average {amount} ({percent})", count=AVERAGED,
                  amount=money(one.average, say), percent=percent(_above(one)))  # fmt: skip
    if one.held > 1:
        yield _place(one, say)


def _above(one: Turnover) -> Decimal | None:
    """Return by how many percent a session is above the average it is part of."""
    if not one.average:
        return None
    return EXACT.divide(EXACT.multiply(one.amount - one.average, _HUNDRED), one.average)


def _place(one: Turnover, say: Say) -> str:
    """Say the place among the sessions held, naming the first of them, and the highest."""
    first = one.first.isoformat()
    if one.place == 1:
        return say("The highest of the {held} sessions held since {first}.",
                   held=one.held, first=first)  # fmt: skip
    return say("No. {place} of the {held} sessions held since {first}; highest {amount} on {date}.",
               place=one.place, held=one.held, first=first,
               amount=money(one.record, say), date=one.highest.isoformat())  # fmt: skip


def _total(found: Traded) -> Decimal | None:
    """Return what both markets traded; None unless both are held."""
    if len(found.markets) < len(_TITLES):
        return None
    return sum((one.amount for one in found.markets.values()), Decimal(0))


def _stated(one: Turnover) -> Fact:
    """State one market for machines."""
    average = one.average
    return {
        "turnover": one.amount,
        "volume": one.bar.volume,
        "change": one.change,
        "percent": None if one.percent is None else round_percent(one.percent),
        "average": None if average is None else average.quantize(Decimal(1), ROUND_HALF_UP, EXACT),
        "place": one.place,
        "held": one.held,
        "first": one.first,
        "highest": {"turnover": one.record, "session": one.highest},
    }
