"""The facts of a way since a session, looked up; refused where there is no way yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.market_ports import Actions, Sessions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.wording import long_date
from bot.market.bars import Bar
from bot.market.equal_weight import EqualWeight, equal_weight
from bot.market.instruments import TAIEX, Instrument
from handlers.saying.compared import rows_of
from handlers.saying.members import edition_of, members_of
from handlers.saying.names import named
from handlers.saying.since_basket import SinceBasket
from handlers.saying.since_one import SinceOne
from handlers.saying.spans import look_last
from handlers.saying.ways import index_way, look_way


@dataclass(frozen=True, slots=True)
class Look:
    """What a way is looked up in."""

    bars: Bars
    sessions: Sessions
    actions: Actions
    almanac: Almanac
    moment: Moment
    say: Say


async def look_one(instrument: Instrument, day: date, look: Look) -> SinceOne:
    """Look up one instrument's closes and the TAIEX's."""
    code = instrument.code
    title = named(instrument, look.say)
    bases = await _on(day, title, [code], f"/since {code} {{}}", look)
    last = await _last([code], day, look)
    ends = await look.bars.on(last, [code, TAIEX.code])
    index = (
        index_way(bases[TAIEX.code], ends[TAIEX.code])
        if instrument != TAIEX and TAIEX.code in bases and TAIEX.code in ends
        else None
    )
    way = await look_way(instrument, bases[code], ends[code], look.actions)
    return SinceOne(instrument, way, index)


async def look_basket(name: str, day: date, look: Look) -> SinceBasket:
    """Look up the closes of the members that the list of that day has."""
    edition = edition_of(name, day, look.almanac, look.moment, look.say)
    basket, members = look.almanac.baskets[name], members_of(edition, look.almanac)
    title, codes = look.say.pick(basket.title), [one.code for one in members]
    bases = await _on(day, title, codes, f"/since {name} {{}}", look)
    last = await _last([code for code in codes if code in bases], day, look)
    ends = await look.bars.on(last, {*codes, TAIEX.code})
    *rows, (_, index) = await rows_of((*members, TAIEX), bases, ends, look.actions)
    price = await _index(codes, day, last, look, dividends=False)
    if any(way and way.price is None for _, way in rows):
        price = replace(price, levels=dict.fromkeys(price.levels))  # it may hold a raw split
    return SinceBasket(
        name=name,
        title=basket.title,
        edition=edition,
        first=day,
        last=last,
        price=price,
        total=await _total(members, day, last, look),
        rows=rows,
        index=index,
    )


async def _on(
    day: date, title: str, codes: Collection[str], line: str, look: Look
) -> Mapping[str, Bar]:
    """Return the bars to begin with; refuse a session that holds none of them."""
    held = await look.bars.on(day, {*codes, TAIEX.code})
    if not any(code in held for code in codes):
        raise await no_data(
            title, codes, day, bars=look.bars, moment=look.moment, say=look.say, line=line.format
        )
    return held


async def _last(codes: Collection[str], day: date, look: Look) -> date:
    """Return the latest session held; refuse where there is none after the first."""
    last = await look_last(codes, day, look.bars, look.moment)
    if last is None:
        say = look.say
        message = say("No session after {date} is held here.", date=long_date(day, say))
        raise AskerError(message, say("Give an earlier session to begin with."))
    return last


async def _index(
    codes: Collection[str], first: date, last: date, look: Look, *, dividends: bool
) -> EqualWeight:
    """Build the index out of what is held."""
    return equal_weight(
        codes,
        await look.sessions.series(codes, first, last),
        look.almanac.calendar.sessions(first, last),
        await look.actions.between(codes, first, last),
        dividends=dividends,
    )


async def _total(
    members: Collection[Instrument], first: date, last: date, look: Look
) -> EqualWeight | None:
    """Build the index with dividends, where every table is held."""
    after = first + timedelta(days=1)
    markets = sorted({one.market for one in members})
    known = [await look.actions.known(market, after, last) for market in markets]
    if not all(known):
        return None
    return await _index([one.code for one in members], first, last, look, dividends=True)
