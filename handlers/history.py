"""`/history 2330 2025-01-02 2025-02-03`: the sessions of an instrument, as a table or a file."""

from datetime import date
from typing import Annotated, Literal

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.i18n import N_, Say
from bot.core.market_ports import Sessions, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Reply
from bot.core.values import AnyDay, Names
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument
from bot.market.moves import move_of
from handlers.saying.history import PAGE, Past, told_past
from handlers.saying.names import named

_FORMS = Names({"table": (N_("as a table"), "表格"), "csv": (N_("as a CSV file"), "檔案")})


@registry.command("history", "歷史", "歷史股價", rank=37)
async def history(
    instrument: Annotated[Instrument, "a code or a name"],
    since: Annotated[AnyDay | None, "the first day, the last twenty sessions by default"] = None,
    until: Annotated[AnyDay | None, "the last day, the latest session by default"] = None,
    form: Annotated[Literal["table", "csv"], "a table, or all rows as a file", _FORMS] = "table",
    *,
    bars: Bars,
    sessions: Sessions,
    sources: SourceHealth,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """The sessions of an instrument between two days.

    /history 2330
    /history 2330 2025-01-22 2025-02-03
    /history 台積電 2025-01-22 2025-02-03 csv

    The newest session comes first, twenty in a message; a file holds all of them. Percentages are
    measured against each session's reference price.
    """
    first, last = _range(since, until, almanac.calendar, moment)
    days = _trading_days(instrument, first, last, almanac.calendar, moment)
    lacking = await _wish(instrument.code, days, sessions, bars)
    found = await sessions.series([instrument.code], first, last)
    if not found:
        line = f"/history {instrument.code} {{}}".format
        codes = [instrument.code]
        raise await no_data(
            named(instrument, say), codes, last, bars=bars, moment=moment, say=say, line=line
        )
    held = {bar.session for bar in found}
    absent = tuple(day for day in days if day not in held)
    moves = tuple(move_of(instrument, bar, almanac.calendar) for bar in reversed(found))
    pending = bool(absent) and await sources.pending(absent[-1], instrument.market)
    wished = lacking and not sources.offline and any(s.enabled for s in await sources.states())
    past = Past(instrument, first, last, moves, absent, pending=pending, wished=wished)
    return told_past(past, almanac.calendar, moment, say, as_file=form == "csv")


def _range(
    since: date | None, until: date | None, calendar: TradingCalendar, moment: Moment
) -> tuple[date, date]:
    """Return the days asked for in order, no later than the last known close."""
    last = min(until or moment.horizon, moment.horizon)
    if since is None:
        return _back(last, calendar, moment), last
    first, last = sorted((since, until or last))
    return first, min(last, moment.horizon)


def _back(last: date, calendar: TradingCalendar, moment: Moment) -> date:
    """Return the day that a page of sessions up to a day begins on."""
    at = max(calendar.first, min(last, calendar.last))
    first = calendar.latest(at, known_on=moment.today) or at
    for _ in range(PAGE - 1):
        first = calendar.before(first, known_on=moment.today) or first
    return min(first, last)


def _trading_days(
    instrument: Instrument, first: date, last: date, calendar: TradingCalendar, moment: Moment
) -> list[date]:
    """List the sessions of the range, from the instrument's listing on, as far as known."""
    start = max(first, calendar.first, instrument.listed or calendar.first)
    return calendar.sessions(start, min(last, calendar.last), known_on=moment.today)


async def _wish(code: str, days: list[date], sessions: Sessions, bars: Bars) -> bool:
    """Ask for what lacks on the newest page: one session at once, the others when it is quiet.

    Return whether any was to be waited for.
    """
    page = days[-PAGE:]
    if not page:
        return False
    held = {bar.session for bar in await sessions.series([code], page[0], page[-1])}
    lacking = [day for day in page if day not in held]
    for day in lacking[:-1]:
        await bars.held(day, [code])
    if lacking:
        await bars.on(lacking[-1], [code])
    return len(lacking) > 1
