"""What came after a session: the next one, and the way since; nothing past the clock."""

from dataclasses import dataclass

from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.ports import Bars
from bot.core.replies import Fact, Line, Span
from bot.core.wording import change_span, near_date, percent, points, price, tone_of
from bot.market.bars import Bar
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, Kind
from bot.market.moves import Move, move_of
from bot.market.returns import Way
from handlers.saying.ways import (
    index_way,
    look_way,
    rounded,
    unknown_way_note,
    way_note,
    way_summary,
)


@dataclass(frozen=True, slots=True)
class Later:
    """The next session's move, and the ways to the latest close of it and of the TAIEX."""

    following: Move | None = None
    way: Way | None = None
    index: Way | None = None

    @property
    def bars(self) -> list[Bar]:
        """Return the bars that the lines show."""
        moves = [self.following.bar] if self.following else []
        ends = [bar for way in (self.way, self.index) if way for bar in (way.base, way.last)]
        return [*moves, *ends]


async def look_later(
    move: Move,
    index: Bar | None,
    *,
    bars: Bars,
    actions: Actions,
    calendar: TradingCalendar,
    moment: Moment,
) -> Later:
    """Look at what is held after a session; the Bars port ends at the clock."""
    code, session = move.instrument.code, move.bar.session
    after = calendar.after(session, known_on=moment.today)
    if after is None or after > moment.horizon:
        return Later()
    next_bar = (await bars.held(after, [code])).get(code)
    following = move_of(move.instrument, next_bar, calendar) if next_bar else None
    last_day = await bars.latest([code], moment.horizon)
    if last_day is None or last_day <= after:
        return Later(following)
    last = await bars.held(last_day, {code, TAIEX.code})
    if code not in last or last[code].close is None or move.bar.close is None:
        return Later(following)
    way = await look_way(move.instrument, move.bar, last[code], actions)
    market = last.get(TAIEX.code) if code != TAIEX.code else None
    return Later(following, way, index_way(index, market) if index and market else None)


def later_lines(later: Later, move: Move, say: Say) -> list[Line]:
    """Say the next session and the way since."""
    index = move.instrument.kind is Kind.INDEX
    show = points if index else price
    lines: list[Line] = []
    if later.following:
        bar = later.following.bar
        change = change_span(later.following.change, later.following.percent, say, index=index)
        day = near_date(bar.session, move.bar.session)
        lead = say("Next session {date}: {close} ", date=day, close=show(bar.close))
        lines.append((Span(lead), change))
    if later.way:
        last = later.way.last
        lead = say("To {date}: {close} ", date=last.session.isoformat(), close=show(last.close))
        lines.append((Span(lead), _way_span(later.way, later.index, say)))
    return lines


def _way_span(way: Way, index: Way | None, say: Say) -> Span:
    """Write the percentage with what it leaves out, and the TAIEX's."""
    market = index.price if index else None
    note = unknown_way_note(way, say) if way.price is None else way_note(way, say)
    if market is not None:
        note = say("{note}; TAIEX {percent}", note=note, percent=percent(market))
    if way.price is None:
        return Span(say("({note})", note=note))
    text = say("({percent}, {note})", percent=percent(way.price), note=note)
    return Span(text, tone_of(way.price))


def later_summary(later: Later) -> dict[str, Fact]:
    """State the same for machines."""
    summary: dict[str, Fact] = {}
    if later.following:
        summary["next"] = {
            "session": later.following.bar.session,
            "close": later.following.bar.close,
            "change": later.following.change,
            "percent": rounded(later.following.percent),
        }
    if later.way:
        market = later.index.price if later.index else None
        summary["since"] = {**way_summary(later.way), "taiex_percent": rounded(market)}
    return summary
