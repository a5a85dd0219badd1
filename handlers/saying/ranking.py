"""A session's leaders, gathered: which part of the market, in which orders, how many rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.absent import no_data
from bot.core.errors import AskerError
from bot.core.market_ports import Actions, Shares
from bot.core.replies import Button
from bot.core.wording import long_date
from bot.market.contribution import contributions, in_taiex
from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument, Market
from bot.market.leaders import Leaders, Order, candidates, leaders, traded
from bot.market.moves import Move, move_of
from bot.market.plain import plain_of
from bot.market.scopes import Scope
from handlers.saying.near import Near, look_near
from handlers.saying.orders import WORD_OF
from handlers.saying.row_marks import RowMarks, look_new_codes
from handlers.saying.whole_session import BOTH, Floor, WholeSession, neighbours, whole_session

_ALL = 10_000
"""More rows than a session has."""
_CONTRIBUTION = WORD_OF[Order.CONTRIBUTION]
_SPLIT = (Order.UP, Order.DOWN, Order.LIMIT_UP, Order.LIMIT_DOWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the command with its words, and how many rows."""

    command: str
    word: str | None
    """The order's word where the command takes one."""
    scope: Scope | None
    day: date | None
    count: int

    @property
    def markets(self) -> Collection[Market]:
        """Return the markets that the answer is about."""
        if self.word == _CONTRIBUTION:
            return {Market.TWSE}
        return {self.scope.market} if self.scope and self.scope.market else BOTH

    def of_day(self, day: date | str) -> str:
        """Return the line that asks the same of another day."""
        return self._line(self.command, self.word, day)

    def in_order(self, word: str, day: date) -> str:
        """Return the line that asks the same part of the market in another order."""
        return self._line("movers", word, day)

    def longer(self, count: int, day: date) -> str:
        """Return the line that asks for more rows."""
        return self._line(self.command, self.word, day, str(count))

    def _line(self, command: str, word: str | None, day: date | str, count: str = "") -> str:
        """Write a line of a command about the same part of the market."""
        scope = self.scope.word if self.scope else ""
        return " ".join(filter(None, (f"/{command}", word, scope, str(day), count)))


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a ranking says: its orders with their leaders, how the stocks split, the index."""

    asked: Asked
    found: WholeSession
    ranked: Mapping[Order, Leaders]
    split: Mapping[Order, int]
    """How many rose, fell and closed at each limit."""
    index: Move | None
    near: Near
    points: Mapping[str, Decimal]
    marks: RowMarks


async def rank(
    asked: Asked, orders: Sequence[Order], shares: Shares, actions: Actions, floor: Floor
) -> Ranking:
    """Gather a ranking; refuse what cannot be known."""
    if Order.CONTRIBUTION in orders and asked.scope and asked.scope.market is Market.TPEX:
        raise _not_in_the_index(floor)
    found, members = await _found(asked, floor)
    points = await _points(asked, found, shares, floor) if Order.CONTRIBUTION in orders else {}
    find, calendar = floor.almanac.directory.of_code, floor.almanac.calendar

    def wanted(instrument: Instrument) -> bool:
        """Tell whether an instrument belongs to the part that was asked for."""
        if points and not in_taiex(instrument):
            return False
        return asked.scope is None or asked.scope.holds(instrument, members)

    narrow = wanted if points or asked.scope else None
    rows = traded(found.rows.values(), find, found.markets, narrow)
    limits = dict.fromkeys(_SPLIT, 0) | {o: _rows(o, asked.count) for o in orders}
    picked = {o: candidates(rows, o, limit, points) for o, limit in limits.items()}
    shown = TPEX_INDEX if asked.markets == {Market.TPEX} else TAIEX
    codes = {shown.code, *(code for each in picked.values() for code in each.codes)}
    bars = await floor.bars.held(found.session, codes)
    led = {
        order: leaders(each, bars, order, find, calendar, limits[order], points=points)
        for order, each in picked.items()
    }
    index = bars.get(shown.code)
    return Ranking(
        asked=asked,
        found=found,
        ranked={order: led[order] for order in orders},
        split={order: led[order].total for order in _SPLIT},
        index=move_of(shown, index, calendar) if index else None,
        near=await near_of(found, members, floor),
        points=points,
        marks=await _marks([led[order] for order in orders], asked, found.session, actions, floor),
    )


async def _marks(
    ranked: Iterable[Leaders], asked: Asked, session: date, actions: Actions, floor: Floor
) -> RowMarks:
    """Look up what sets the rows apart; whether a listing is new, only of those in the table."""
    shown = [move for each in ranked for move in each.moves[: asked.count]]
    return RowMarks(
        await actions.between(None, session, session),
        await look_new_codes(shown, floor.bars, floor.almanac.calendar),
    )


async def near_of(found: WholeSession, members: Collection[str], floor: Floor) -> Near:
    """Look up the sessions before and after: of the market, or of a basket's members."""
    if members:
        return await look_near(
            members, found.session, floor.bars, floor.almanac.calendar, floor.moment
        )
    return Near(*await neighbours(found.session, floor))


def _rows(order: Order, count: int) -> int:
    """Return how many rows are gathered: all of those at a limit, for machines."""
    return _ALL if order in (Order.LIMIT_UP, Order.LIMIT_DOWN) else count


async def _found(asked: Asked, floor: Floor) -> tuple[WholeSession, Collection[str]]:
    """Look up the session, and who belongs to a basket on that day."""
    scope = asked.scope
    if scope is None or scope.basket is None:
        return await whole_session(asked.day, asked.markets, asked.of_day, floor), ()
    if asked.word == _CONTRIBUTION:
        found = await whole_session(asked.day, asked.markets, asked.of_day, floor)
        return found, _members(scope.basket, found.session, floor)
    return await _basket(asked, scope.basket, floor)


async def _basket(asked: Asked, name: str, floor: Floor) -> tuple[WholeSession, Collection[str]]:
    """Look up a basket's own bars, which need no whole market."""
    bars, moment, say = floor.bars, floor.moment, floor.say
    members = _members(name, asked.day or moment.horizon, floor)
    session = asked.day or await bars.newest(members, moment.horizon, (len(members) + 1) // 2)
    members = _members(name, session, floor) if session else members
    held = await bars.on(session, {*members, TAIEX.code}) if session else {}
    if session is None or not any(code in held for code in members):
        title = say.pick(floor.almanac.baskets[name].title)
        raise await no_data(
            title, members, asked.day, bars=bars, moment=moment, say=say, line=asked.of_day
        )
    return WholeSession(session, plain_of(held), BOTH, (), pending=False), members


def _members(name: str, day: date, floor: Floor) -> tuple[str, ...]:
    """Return who belonged to a basket on a day, as far as it is known by now."""
    edition = floor.almanac.baskets[name].known_by(floor.moment.yesterday).edition_on(day)
    return edition.codes if edition else ()


async def _points(
    asked: Asked, found: WholeSession, shares: Shares, floor: Floor
) -> Mapping[str, Decimal]:
    """Estimate the contributions; refuse where the issued shares of the day are not held."""
    counts = await shares.on(found.session)
    bars = await floor.sessions.whole(found.session)
    points = contributions(bars, counts, floor.almanac.directory.get)
    if points:
        return points
    say, day = floor.say, long_date(found.session, floor.say)
    message = say("Contributions of {date} need the issued shares of that day.", date=day)
    hint = say("They are not held yet; please ask again in a moment.")
    if floor.sources.offline:
        hint = say("They are not held, and this Banquet is offline.")
    again = Button(say("Ask again"), asked.of_day(found.session))
    turnover = Button(say("by turnover"), asked.in_order("turnover", found.session))
    raise AskerError(message, hint, ((again, turnover),))


def _not_in_the_index(floor: Floor) -> AskerError:
    """Say that no TPEx stock counts for the TAIEX."""
    line = f"/movers {_CONTRIBUTION}"
    message = floor.say("The TAIEX holds only stocks that are listed on TWSE.")
    hint = floor.say("This works: {line}", line=line)
    return AskerError(message, hint, ((Button(line, line),),))
