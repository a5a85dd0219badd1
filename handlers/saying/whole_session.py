"""A whole session, looked up: which of the markets are held, and which are on their way."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.errors import AskerError
from bot.core.i18n import N_, Say
from bot.core.market_ports import Sessions, SourceHealth
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.replies import Button
from bot.core.wording import long_date
from bot.market.instruments import Market
from bot.market.plain import Plain
from bot.market.whole import sample_of, whole_markets

_PROBE = 30
"""Stocks of each market that tell whether a session is held."""
_ENOUGH = 15
BOTH = frozenset(Market)
MARKETS = {Market.TWSE: N_("TWSE-listed stocks"), Market.TPEX: N_("TPEx-listed stocks")}


@dataclass(frozen=True, slots=True)
class Floor:
    """What answers about the whole market look things up in."""

    sessions: Sessions
    bars: Bars
    sources: SourceHealth
    almanac: Almanac
    moment: Moment
    say: Say


@dataclass(frozen=True, slots=True)
class WholeSession:
    """The rows held of a session, the markets that are whole, and those wanted in vain."""

    session: date
    rows: Mapping[str, Plain]
    """Those of other markets too."""
    markets: Collection[Market]
    """The markets that are whole."""
    lacking: tuple[Market, ...]
    pending: bool
    """Whether what lacks is on its way."""


async def whole_session(
    day: date | None, wanted: Collection[Market], line: Callable[[str], str], floor: Floor
) -> WholeSession:
    """Look a session up (None: the latest held); refuse where none of the markets is held."""
    probe = sample_of(floor.almanac.directory.stocks(floor.moment.horizon), wanted, _PROBE)
    session = day or await floor.bars.newest(probe, floor.moment.horizon, _ENOUGH) or _last(floor)
    found = await _look(session, wanted, floor) if session else None
    if found is None or len(found.lacking) == len(wanted):
        raise await no_data(
            floor.say("the whole market"), probe, day,
            bars=floor.bars, moment=floor.moment, say=floor.say, line=line,
        )  # fmt: skip
    return found


async def neighbours(session: date, floor: Floor) -> tuple[date | None, date | None]:
    """Return the sessions before and after of which a market is held."""
    calendar, moment = floor.almanac.calendar, floor.moment
    probe = sample_of(floor.almanac.directory.stocks(moment.horizon), BOTH, _PROBE)
    days = (
        calendar.before(session, known_on=moment.today),
        calendar.after(session, known_on=moment.today),
    )
    before, after = [
        day if day and len(await floor.bars.held(day, probe)) >= _ENOUGH else None for day in days
    ]
    return before, after


def fetching(session: date, again: str, say: Say) -> AskerError:
    """Say that a session's figures are on their way, with the same line as a button."""
    message = say("The figures of {date} are being fetched.", date=long_date(session, say))
    row = (Button(say("Ask again"), again),)
    return AskerError(message, say("Please ask again in a moment."), (row,))


def lacking_line(found: WholeSession, wanted: Collection[Market], say: Say) -> list[str]:
    """Say which market the answer covers where it does not cover all."""
    if not found.lacking:
        return []
    held = say(", ").join(say(MARKETS[m]) for m in sorted(wanted) if m not in found.lacking)
    lacking = say(", ").join(say(MARKETS[m]) for m in found.lacking)
    text = say("Only {held}; {lacking}: not held yet.", held=held, lacking=lacking)
    if found.pending:
        text = say("Only {held}; {lacking}: being fetched.", held=held, lacking=lacking)
    return [text]


def _last(floor: Floor) -> date | None:
    """Return the last session whose close is known: where none is held, it may be on its way."""
    calendar, moment = floor.almanac.calendar, floor.moment
    return calendar.latest(min(moment.horizon, calendar.last), known_on=moment.today)


async def _look(session: date, wanted: Collection[Market], floor: Floor) -> WholeSession:
    """Read a session and keep the markets that are whole."""
    rows, directory = await floor.sessions.plain(session), floor.almanac.directory
    whole = whole_markets(rows, directory.stocks(session)) & set(wanted)
    lacking = tuple(market for market in sorted(wanted) if market not in whole)
    on_the_way = [await floor.sources.pending(session, market) for market in lacking]
    return WholeSession(session, rows, whole, lacking, any(on_the_way))
