"""What the close digest states of a session, looked up once; what is not held is a gap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.baskets import Edition
from bot.market.breadth import Breadth, breadth_of
from bot.market.extremes import Extreme, extreme_of
from bot.market.instruments import TAIEX, Kind, Market
from bot.market.moves import Move
from bot.market.turnover import Turnover, turnover_of
from bot.market.whole import whole_markets
from handlers.saying.look_own import Own, own_of
from handlers.saying.newsroom import Newsroom

AHEAD = 5
"""Sessions ahead whose corporate actions are told."""
_NEAR = timedelta(days=120)
"""Where most closes meet one as low or as high."""
ALL = ("all",)
"""The gap of a digest that has nothing to say."""


@dataclass(frozen=True, slots=True)
class WholeMarket:
    """Risers and fallers of the markets that are held whole."""

    markets: frozenset[Market]
    breadth: Breadth | None


@dataclass(frozen=True, slots=True)
class CloseFacts:
    """What the close digest states."""

    session: date
    before: date | None
    """The session before."""
    edition: Edition | None
    """The last dinner's."""
    dinner: Sequence[Move]
    names: Sequence[Move]
    """Of the AI names, by code."""
    index: Move | None
    whole: WholeMarket
    traded: Turnover | None
    """On TWSE."""
    extreme: Extreme | None
    today: Sequence[CorporateAction]
    ahead: Sequence[CorporateAction]
    gaps: tuple[str, ...]
    own: Own | None = None
    """The chat's own basket."""


async def look_close(room: Newsroom) -> CloseFacts:
    """Look a session up; refuse one of which neither the TAIEX nor the dinner is held."""
    session = room.asked or await room.latest()
    if session is None:
        raise await room.refusal([TAIEX.code], "close")
    dinner, names = room.codes_on("dinner", session), room.codes_on("ai", session)
    own = room.codes_on(room.own, session) if room.own else ()
    moves = room.moves(await room.bars.on(session, {TAIEX.code, *dinner, *names, *own}))
    told = bool(moves.keys() & {TAIEX.code, *dinner})
    if not told and not room.final:
        raise await room.refusal({TAIEX.code, *dinner}, "close")
    whole = await _whole(session, room)
    index = moves.get(TAIEX.code)
    traded = await _traded(index, room) if index else None
    known = await room.actions.announced(session)
    gaps = {
        "taiex": index is None,
        **_lacking(whole),
        "turnover": traded is None,
        "dinner": any(code not in moves for code in dinner),
        "ai": any(code not in moves for code in names),
        "flows": True,  # no table of them is read
        "actions": not known,
    }
    return CloseFacts(
        session=session,
        before=room.before(session),
        edition=room.list_on("dinner", session),
        dinner=[moves[code] for code in dinner if code in moves],
        names=[moves[code] for code in sorted(names) if code in moves],
        index=index,
        whole=whole,
        traded=traded,
        extreme=await _extreme(session, room) if index else None,
        today=await room.actions.between(list(moves), session, session),
        ahead=await _ahead(session, {*dinner, *names}, room),
        gaps=tuple(gap for gap, absent in gaps.items() if absent) if told else ALL,
        own=own_of(room.own, own, moves, room.almanac),
    )


async def _whole(session: date, room: Newsroom) -> WholeMarket:
    """Count the stocks of the markets that are held whole."""
    bars, directory = await room.sessions.whole(session), room.almanac.directory
    whole = whole_markets(bars, directory.stocks(session))
    stocks = {
        code: bar
        for code, bar in bars.items()
        if (one := directory.get(code)) and one.kind is Kind.STOCK and one.market in whole
    }
    return WholeMarket(whole, breadth_of(list(room.moves(stocks).values())) if whole else None)


def _lacking(whole: WholeMarket) -> dict[str, bool]:
    """Name the market that the breadth leaves out, or the breadth itself."""
    return {
        "breadth": not whole.markets,
        "twse": whole.markets == {Market.TPEX},
        "tpex": whole.markets == {Market.TWSE},
    }


async def _traded(index: Move, room: Newsroom) -> Turnover | None:
    """Measure the market's turnover among the sessions held."""
    session = index.bar.session
    amounts = await room.sessions.turnovers(TAIEX.code, session)
    return turnover_of(index.bar, amounts, [session])


async def _extreme(session: date, room: Newsroom) -> Extreme | None:
    """Look for what the close is an extreme of, no further back than it needs."""
    span = await room.bars.span(session)
    first = span.first if span else session
    near = max(first, session - _NEAR)
    history = await _history(near, session, room)
    found = extreme_of(_closes(history, session, room))
    if found is None or not found.beaten or near == first:
        return found
    history = await _history(first, session, room)
    return extreme_of(_closes(history, session, room))


async def _history(first: date, session: date, room: Newsroom) -> Mapping[date, Bar]:
    """Return the bars held of the TAIEX from one session to another."""
    bars = await room.sessions.series([TAIEX.code], first, session)
    return {bar.session: bar for bar in bars}


def _closes(
    history: Mapping[date, Bar], session: date, room: Newsroom
) -> Iterator[tuple[date, Decimal]]:
    """Yield the TAIEX's closes backwards, until one is not held."""
    day: date | None = session
    while day and (bar := history.get(day)) and bar.close is not None:
        yield day, bar.close
        day = room.before(day)


async def _ahead(session: date, codes: set[str], room: Newsroom) -> Sequence[CorporateAction]:
    """Return the actions of the next sessions, as far as they are announced."""
    days = [session]
    while len(days) <= AHEAD and (after := room.after(days[-1])):
        days.append(after)
    return await room.actions.between(codes, days[1], days[-1]) if len(days) > 1 else ()
