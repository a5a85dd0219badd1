"""What the digests state, looked up once; what is not held is named as a gap."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Sessions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.baskets import Edition
from bot.market.breadth import Breadth, breadth_of
from bot.market.calendar import OutsideCalendar
from bot.market.extremes import Extreme, extreme_of
from bot.market.instruments import TAIEX, Instrument, Kind, Market
from bot.market.moves import Move, move_of
from bot.market.whole import whole_markets

AHEAD = 5
"""Sessions ahead whose corporate actions are told."""
_BACK = timedelta(days=400)
"""How far back an extreme of the index is looked for."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What a digest looks things up in; `final` = no more figures are waited for."""

    bars: Bars
    sessions: Sessions
    actions: Actions
    almanac: Almanac
    moment: Moment
    say: Say
    final: bool

    def instruments(self, codes: Collection[str]) -> list[Instrument]:
        """Return the instruments of codes that are listed."""
        return [one for code in codes if (one := self.almanac.directory.get(code))]

    def dinner(self, session: date) -> Edition | None:
        """Return the list of the last dinner before a session."""
        return self.almanac.baskets["dinner"].known_by(self.moment.yesterday).edition_on(session)

    def ai_codes(self) -> tuple[str, ...]:
        """Return the codes of the AI basket: our own list, the same for every day."""
        basket = self.almanac.baskets.get("ai")
        return basket.editions[-1].codes if basket else ()


@dataclass(frozen=True, slots=True)
class CloseFacts:
    """What the close digest states."""

    session: date
    edition: Edition | None
    moves: Mapping[str, Move]
    """By code: the TAIEX, the dinner's companies and the AI names, as far as held."""
    market: Breadth | None = None
    record: tuple[bool, date] | None = None
    """Whether the turnover is the highest held, and the first session held."""
    extreme: Extreme | None = None
    ahead: Sequence[CorporateAction] = ()
    today: Sequence[CorporateAction] = ()
    gaps: tuple[str, ...] = ()

    @property
    def index(self) -> Move | None:
        """Return the TAIEX's move."""
        return self.moves.get(TAIEX.code)

    def of(self, codes: Collection[str]) -> list[Move]:
        """Return the moves of some codes, as far as held."""
        return [self.moves[code] for code in codes if code in self.moves]


@dataclass(frozen=True, slots=True)
class MorningFacts:
    """What the morning digest states: the last close, and what happens today."""

    day: date
    before: date | None
    index: Move | None
    today: Sequence[CorporateAction]
    dinner: Sequence[Move] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What the week digest states: moves of each session of the week, by session."""

    sessions: tuple[date, ...]
    edition: Edition | None
    moves: Mapping[date, Mapping[str, Move]] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()


async def look_close(day: date | None, room: Newsroom) -> CloseFacts:
    """Look the day up; refuse a session of which neither index nor dinner is held."""
    session = day or await _latest(room)
    edition = room.dinner(session) if session else None
    dinner = edition.codes if edition else ()
    codes = {TAIEX.code, *dinner, *room.ai_codes()}
    held = await room.bars.on(session, codes) if session else {}
    if session is None or not (held.keys() & {TAIEX.code, *dinner}):
        if session is not None and room.final:
            return CloseFacts(session, edition, {}, gaps=("all",))
        raise await _refusal(codes, day, room)
    moves = _moves(held, room)
    gaps = [] if TAIEX.code in moves else ["taiex"]
    whole, lacking = await _whole(session, room)
    gaps += [f"breadth_{market.value.casefold()}" for market in lacking]
    index = held.get(TAIEX.code)
    record = await _record(index, room) if index and index.turnover is not None else None
    gaps += [] if record else ["turnover"]
    ahead, known = await _ahead(session, codes, room)
    gaps += [] if known else ["actions"]
    return CloseFacts(
        session, edition, moves, whole, record, await _extreme(index, room), ahead,
        await room.actions.between(codes, session, session), tuple(gaps),
    )  # fmt: skip


async def look_morning(day: date, room: Newsroom) -> MorningFacts:
    """Look up the close before a day, and the actions that take effect on it."""
    before = room.almanac.calendar.before(day)
    edition = room.dinner(day)
    dinner = edition.codes if edition else ()
    held = await room.bars.on(before, {TAIEX.code, *dinner}) if before else {}
    moves = _moves(held, room)
    codes = {*dinner, *room.ai_codes()}
    known = [await room.actions.known(market, day, day) for market in Market]
    gaps = [] if TAIEX.code in moves else ["taiex"]
    gaps += [] if all(known) else ["actions"]
    today = await room.actions.between(codes, day, day)
    shown = [moves[code] for code in dinner if code in moves]
    return MorningFacts(day, before, moves.get(TAIEX.code), today, shown, tuple(gaps))


async def look_week(day: date | None, room: Newsroom) -> WeekFacts:
    """Look up the sessions of a day's week, up to that day."""
    session = day or await _latest(room)
    if session is None:
        raise await _refusal({TAIEX.code}, day, room)
    monday = session - timedelta(days=session.weekday())
    calendar = room.almanac.calendar
    days = tuple(calendar.sessions(monday, session, known_on=room.moment.today))
    edition = room.dinner(session)
    codes = {TAIEX.code, *(edition.codes if edition else ())}
    held = {one: await room.bars.on(one, codes) for one in days}
    moves = {one: _moves(bars, room) for one, bars in held.items()}
    if not any(moves.values()) and not room.final:
        raise await _refusal(codes, day, room)
    missing = tuple(one.isoformat() for one in days if TAIEX.code not in moves[one])
    return WeekFacts(days, edition, moves, missing)


def _moves(held: Mapping[str, Bar], room: Newsroom) -> dict[str, Move]:
    """Measure what is held."""
    directory, calendar = room.almanac.directory, room.almanac.calendar
    found = ((directory.get(code) or (TAIEX if code == TAIEX.code else None), bar)
             for code, bar in held.items())  # fmt: skip
    return {one.code: move_of(one, bar, calendar) for one, bar in found if one}


async def _latest(room: Newsroom) -> date | None:
    """Return the latest session that holds the index."""
    return await room.bars.newest([TAIEX.code], room.moment.horizon)


async def _refusal(codes: Collection[str], day: date | None, room: Newsroom) -> Exception:
    """Say that the session's figures are not here, and why."""
    return await no_data(
        room.say("the digest"), codes, day, bars=room.bars, moment=room.moment, say=room.say,
        line="/digest {}".format,
    )  # fmt: skip


async def _whole(session: date, room: Newsroom) -> tuple[Breadth | None, list[Market]]:
    """Count risers and fallers of the markets that are held whole; name the others."""
    bars, directory = await room.sessions.whole(session), room.almanac.directory
    whole = whole_markets(bars, directory.listed(session))
    lacking = [market for market in Market if market not in whole]
    if not whole:
        return None, lacking
    calendar = room.almanac.calendar
    stocks = [
        move_of(one, bar, calendar)
        for code, bar in bars.items()
        if (one := directory.get(code)) and one.kind is Kind.STOCK and one.market in whole
    ]
    return breadth_of(stocks), lacking


async def _record(index: Bar, room: Newsroom) -> tuple[bool, date] | None:
    """Tell whether no session held traded more, and since when sessions are held."""
    top = await room.sessions.top_turnover(index.code, index.session)
    first = await room.bars.span(index.session)
    if not top or first is None:
        return None
    return top[0].session == index.session, first.first


async def _extreme(index: Bar | None, room: Newsroom) -> Extreme | None:
    """Tell what the index's close is an extreme of, over sessions held without a gap."""
    if index is None or index.close is None:
        return None
    last = index.session
    bars = await room.sessions.series([index.code], last - _BACK, last)
    closes = {bar.session: bar.close for bar in bars if bar.close is not None}
    run, day = [], last
    try:
        while day in closes:
            run.append((day, closes[day]))
            before = room.almanac.calendar.before(day)
            if before is None:
                break
            day = before
    except OutsideCalendar:
        pass  # the calendar begins here
    return extreme_of(run[::-1])


async def _ahead(
    session: date, codes: Collection[str], room: Newsroom
) -> tuple[Sequence[CorporateAction], bool]:
    """Return the actions of the next sessions, and whether their tables were looked at."""
    calendar, days = room.almanac.calendar, [session]
    try:
        while len(days) <= AHEAD and (after := calendar.after(days[-1])):
            days.append(after)
    except OutsideCalendar:
        pass  # the calendar ends here
    if len(days) == 1:
        return (), False
    # Nothing that was announced after the clock is known here: the port sees to that.
    known = await room.actions.known(Market.TWSE, days[1], days[-1])
    return await room.actions.between(codes, days[1], days[-1]), known
