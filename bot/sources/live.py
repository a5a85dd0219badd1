"""The store's ports with the sources behind them: what is not held is fetched, then read again."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.core.clock import Clock, Moment
from bot.core.intake import ACTION_TABLES, Coverage, Dataset
from bot.core.market_ports import Actions, Sessions, Shares
from bot.core.parameters import Almanac
from bot.core.ports import Bars, Lack, Span
from bot.market.actions import CorporateAction
from bot.market.bars import Bar, ReferenceBasis
from bot.market.calendar import OutsideCalendar
from bot.market.instruments import Market
from bot.market.plain import Plain
from bot.market.shares import ShareCount
from bot.sources.reach import closes_known
from bot.sources.tables import PRICES
from bot.sources.wishes import Wishes

MakeCoverage = Callable[[], Coverage]
"""Gives what fetches; it is made for the first question that needs it."""
_SESSIONS_BACK = 2
"""How many sessions a question without a date looks for before it takes what is held."""
_MONTHS_AT_ONCE = 13
"""The longest range of months whose actions are fetched for one question."""


class LiveBars:
    """Bars of the store, fetched where they are lacking; implements the Bars port."""

    def __init__(
        self,
        bars: Bars,
        coverage: MakeCoverage,
        wishes: Wishes,
        almanac: Almanac,
        clock: Clock,
    ) -> None:
        """Put the sources behind the store."""
        self._bars = bars
        self._coverage = coverage
        self._wishes = wishes
        self._calendar = almanac.calendar
        self._directory = almanac.directory
        self._clock = clock

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the bars of these codes, after a look at the sources for those that lack."""
        held = await self._bars.on(session, codes)
        lacking = [code for code in codes if not _answers(held.get(code))]
        if not lacking:
            return held
        await self._coverage().want(session, lacking)
        return await self._bars.on(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return what is held at once; the rest is fetched when it is quiet."""
        held = await self._bars.held(session, codes)
        lacking = [self._directory.get(code) for code in codes if code not in held]
        if lacking and closes_known(session, self._calendar, self._clock):
            for market in {one.market for one in lacking if one}:
                self._wishes.later(PRICES[market], session)
        return held

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session held; asks no source."""
        return await self._bars.latest(codes, until, at_least)

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session held, after a look at the sources for the newest ones."""
        for day in self._newest(until):
            held = await self._bars.latest(codes, until, at_least)
            if held is not None and held >= day:
                return held
            await self._coverage().want(day, codes)
        return await self._bars.latest(codes, until, at_least)

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session held; asks no source."""
        return await self._bars.earliest(codes, since, at_least)

    async def span(self, until: date) -> Span | None:
        """Return the range held."""
        return await self._bars.span(until)

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell why these codes have no bar in a session."""
        return self._coverage().lack(session, codes)

    def _newest(self, until: date) -> list[date]:
        """List the last sessions up to a day and the clock, the newest first."""
        moment = Moment(self._clock.now())
        day: date | None = min(until, moment.horizon)
        found: list[date] = []
        try:
            while day and len(found) < _SESSIONS_BACK:
                if day := self._calendar.latest(day, known_on=moment.today):
                    found.append(day)
                    day = date.fromordinal(day.toordinal() - 1)
        except OutsideCalendar:
            pass  # before the calendar begins nothing is fetched
        return found


class LiveSessions:
    """Whole sessions of the store, fetched where they are lacking; implements Sessions."""

    def __init__(self, sessions: Sessions, coverage: MakeCoverage) -> None:
        """Put the sources behind the store."""
        self._sessions = sessions
        self._coverage = coverage

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return every bar of one session, after a look at the sources."""
        await self._coverage().want_whole(session)
        return await self._sessions.whole(session)

    async def plain(self, session: date) -> Mapping[str, Plain]:
        """Return its plain figures, after a look at the sources."""
        await self._coverage().want_whole(session)
        return await self._sessions.plain(session)

    async def series(self, codes: Collection[str], first: date, last: date) -> Sequence[Bar]:
        """Return the bars held of these codes."""
        return await self._sessions.series(codes, first, last)

    async def turnovers(self, code: str, until: date) -> Mapping[date, Decimal]:
        """Return an index's turnover on every session held."""
        return await self._sessions.turnovers(code, until)


class LiveActions:
    """Corporate actions of the store; tables that lack are fetched when it is quiet."""

    def __init__(self, actions: Actions, wishes: Wishes) -> None:
        """Put the sources behind the store."""
        self._actions = actions
        self._wishes = wishes

    async def between(
        self, codes: Collection[str] | None, first: date, last: date
    ) -> Sequence[CorporateAction]:
        """Return the actions held that take effect in the range."""
        return await self._actions.between(codes, first, last)

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell whether every table is held for the range; ask for those that are not."""
        if await self._actions.known(market, first, last):
            return True
        for day in _months(first, last)[-_MONTHS_AT_ONCE:]:
            for dataset in ACTION_TABLES[market]:
                self._wishes.later(dataset, day)
        return False

    async def announced(self, day: date) -> bool:
        """Tell whether what was announced ahead was fetched on a day; it is, every morning."""
        return await self._actions.announced(day)


class LiveShares:
    """Issued shares of the store; a day that lacks is fetched when it is quiet."""

    def __init__(self, shares: Shares, wishes: Wishes) -> None:
        """Put the sources behind the store."""
        self._shares = shares
        self._wishes = wishes

    async def on(self, day: date, codes: Collection[str] | None = None) -> Mapping[str, ShareCount]:
        """Return the counts held for a day."""
        held = await self._shares.on(day, codes)
        # Whether all of them are there cannot be seen from here; a wish for what is held is free.
        if codes is None or any(code not in held for code in codes):
            self._wishes.later(Dataset.TWSE_SHARES, day)
            self._wishes.later(PRICES[Market.TPEX], day)
        return held


def _answers(bar: Bar | None) -> bool:
    """Tell whether a bar says all that a source could add: its reference too."""
    return bar is not None and (bar.close is None or bar.basis is not ReferenceBasis.UNKNOWN)


def _months(first: date, last: date) -> list[date]:
    """List the first days of the months from one day to another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
