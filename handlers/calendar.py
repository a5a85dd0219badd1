"""`/calendar 2025-01`: on which weekdays the market is closed, and why."""

from datetime import date
from typing import Annotated

from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.registry import registry
from bot.core.replies import Block, Button, Column, Reply, Span, Table, paragraph
from bot.core.wording import day_name, weekday
from bot.market.calendar import OutsideCalendar, TradingCalendar
from bot.market.closures import Closure, ClosureKind
from bot.market.periods import Period
from handlers.saying.names import lunar_mark

_MONTH_DAYS = 31


@registry.command("calendar", "交易日曆", "休市", rank=40)
async def calendar(
    month: Annotated[Period | None, "month or year, this month by default"] = None,
    *,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """On which weekdays the market is closed, and why.

    /calendar 2025-01
    /calendar 2026
    """
    today = moment.today
    period = month or _month_of(today)
    try:
        closures = almanac.calendar.closures(period.first, period.last, known_on=today)
        sessions = almanac.calendar.sessions(period.first, period.last, known_on=today)
    except OutsideCalendar as beyond:
        message = say("The trading calendar here reaches from {first} to {last}.",
                      first=beyond.first.isoformat(), last=beyond.last.isoformat())  # fmt: skip
        raise AskerError(message, say("Please ask for a month in that range.")) from None
    lines = [say("{sessions} sessions, closed on {closed} weekdays",
                 sessions=len(sessions), closed=len(closures))]  # fmt: skip
    lines += [_special(day, almanac.calendar, say) for day in sessions if
              lunar_mark(day, almanac.calendar, say)]  # fmt: skip
    if sessions and sessions[-1] > today:
        lines.append(say("Later unscheduled closures, such as typhoons, cannot be known yet."))
    blocks: tuple[Block, ...] = (paragraph(*lines),)
    if closures:
        blocks = (paragraph(*lines), _table(closures, say))
    return Reply(
        title=say("Trading calendar {period}", period=_name(period)),
        blocks=blocks,
        buttons=(_neighbours(period, almanac.calendar),),
        source=say(
            "Source: {source}",
            source=say("exchange holiday rules and announced closures (bundled)"),
        ),
        summary={
            "sessions": len(sessions),
            "closed": [
                {"date": c.day, "kind": c.kind.value, "reason": day_name(c, say)} for c in closures
            ],
        },
    )


def _table(closures: list[Closure], say: Say) -> Table:
    """Lay the closed weekdays out."""
    columns = (Column(say("Date")), Column(say("Day"), wide=True), Column(say("Why"), wide=True))
    return Table(columns, tuple(_row(closure, say) for closure in closures))


def _row(closure: Closure, say: Say) -> tuple[Span, ...]:
    """Write one closed weekday; a closure that was not planned says so."""
    reason = day_name(closure, say)
    if closure.kind is ClosureKind.UNSCHEDULED:
        reason = say("{reason} (unscheduled)", reason=reason)
    return (Span(closure.day.isoformat()), Span(weekday(closure.day, say)), Span(reason))


def _special(day: date, calendar: TradingCalendar, say: Say) -> str:
    """Name the first and the last session of a lunar year."""
    return say("{date}: {mark}", date=day.isoformat(), mark=lunar_mark(day, calendar, say))


def _month_of(day: date) -> Period:
    """Return the month of a day."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return Period(day.replace(day=1), date.fromordinal(following.toordinal() - 1))


def _name(period: Period) -> str:
    """Write a month or a year."""
    if (period.last - period.first).days >= _MONTH_DAYS:
        return f"{period.first:%Y}"
    return f"{period.first:%Y-%m}"


def _neighbours(period: Period, calendar: TradingCalendar) -> tuple[Button, ...]:
    """Offer the months (or years) before and after, where the calendar knows them."""
    before = date.fromordinal(period.first.toordinal() - 1)
    after = date.fromordinal(period.last.toordinal() + 1)
    width = 4 if (period.last - period.first).days >= _MONTH_DAYS else 7
    row = []
    if before >= calendar.first:
        text = before.isoformat()[:width]
        row.append(Button(f"◀ {text}", f"/calendar {text}"))
    if after <= calendar.last:
        text = after.isoformat()[:width]
        row.append(Button(f"{text} ▶", f"/calendar {text}"))
    return tuple(row)
