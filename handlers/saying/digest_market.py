"""The close digest's first lines: how the market as a whole did."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.core.i18n import N_, Say
from bot.core.replies import Line
from bot.core.wording import near_date
from bot.market.calendar import OutsideCalendar
from bot.market.extremes import Extreme
from bot.market.instruments import Market
from bot.market.turnover import Turnover
from handlers.saying.age import age_line
from handlers.saying.amounts import money
from handlers.saying.breadth import breadth_line
from handlers.saying.digest_words import index_line
from handlers.saying.look_close import CloseFacts, WholeMarket
from handlers.saying.names import lunar_mark
from handlers.saying.newsroom import Newsroom

_EXTREMES = {
    ("low", False): N_("the lowest close since {since}"),
    ("high", False): N_("the highest close since {since}"),
    ("low", True): N_("the lowest close of the sessions held from {since} on"),
    ("high", True): N_("the highest close of the sessions held from {since} on"),
}
_DAY = timedelta(days=1)


def market_lines(facts: CloseFacts, room: Newsroom) -> Iterator[str | Line]:
    """Say how the market as a whole did."""
    say = room.say
    if facts.index:
        yield index_line(facts.index, say)
    if facts.extreme:
        yield _extreme(facts.extreme, facts.session, say)
    if facts.whole.breadth:
        yield say("{market}: {breadth}", market=_markets(facts.whole, say),
                  breadth=breadth_line(facts.whole.breadth, say))  # fmt: skip
    if facts.traded:
        yield _turnover(facts.traded, say)
    yield from _holidays(facts, room)
    if room.asked is None:
        yield from age_line(facts.session, room.almanac.calendar, room.moment, say)


def _extreme(extreme: Extreme, session: date, say: Say) -> str:
    """Say since when the close is the lowest or the highest."""
    since = near_date(extreme.since, session)
    return say(_EXTREMES[extreme.side, extreme.beaten], since=since)


def _markets(whole: WholeMarket, say: Say) -> str:
    """Name the markets that are counted."""
    if len(whole.markets) > 1:
        return say("Both markets")
    return say("TWSE market") if Market.TWSE in whole.markets else say("TPEx market")


def _turnover(traded: Turnover, say: Say) -> str:
    """Say how much was traded on TWSE, and whether that is the most of what is held."""
    amount = say("TWSE turnover {amount}", amount=money(traded.amount, say))
    if traded.place > 1 or traded.held == 1:
        return amount
    return say("{amount}, the highest of the {held} sessions held since {first}",
               amount=amount, held=traded.held, first=traded.first.isoformat())  # fmt: skip


def _holidays(facts: CloseFacts, room: Newsroom) -> Iterator[str]:
    """Say what closed days lie between this session and the one before."""
    calendar, say, session = room.almanac.calendar, room.say, facts.session
    if facts.before is None:
        return
    try:
        first, last, today = facts.before + _DAY, session - _DAY, room.moment.today
        closed_days = calendar.closures(first, last, known_on=today)
        mark = lunar_mark(facts.before, calendar, say)
    except OutsideCalendar:
        return
    if closed_days:
        ends = dict.fromkeys(near_date(closed_days[at].day, session) for at in (0, -1))
        before = " ".join(filter(None, (near_date(facts.before, session), mark)))
        yield say("session before: {date}; closed {days}", date=before, days="–".join(ends))
