"""What a question needs fetched before its first answer, and what it would like to have later."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator
from datetime import date

from bot.core.clock import Clock, Moment
from bot.core.intake import ACTION_TABLES, Dataset, Status
from bot.core.ports import Bars, Lack
from bot.market.bars import ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, TPEX_INDEX, Instrument, Market
from bot.sources.desk import Desk
from bot.sources.patience import Patience
from bot.sources.reach import closes_known
from bot.sources.tables import DIVIDENDS, INDICES, PRICES

_WHY = {
    Status.FAILED: Lack.SILENT,
    Status.REFUSED: Lack.SILENT,
    Status.PARTIAL: Lack.PARTLY_PUBLISHED,
}
MOST_REQUESTS = 3
"""Requests that a question may cost before its first answer."""


class LiveCoverage:
    """The Coverage port: fetch for a question, but never let it wait past its patience."""

    def __init__(
        self,
        desk: Desk,
        bars: Bars,
        calendar: TradingCalendar,
        find: Callable[[str], Instrument | None],
        clock: Clock,
        patience: float,
    ) -> None:
        """Fetch through the desk; wait `patience` seconds at most."""
        self._desk = desk
        self._bars = bars
        self._calendar = calendar
        self._find = find
        self._clock = clock
        self._patience = Patience(patience)

    async def want(self, session: date, codes: Collection[str]) -> None:
        """Try to have the bars of these codes; return when they are there or in vain."""
        if self.may_hold(session):
            await self._patiently(self._fill(session, codes))

    async def want_whole(self, session: date) -> None:
        """Try to have the whole session on both markets."""
        if self.may_hold(session):
            await self._patiently(self._whole(session))

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell why these codes have no bar in a session, by the tables of their markets."""
        if not self.may_hold(session):
            return Lack.NOTHING_KNOWN
        tables = [PRICES[market] for market in self._markets(codes)]
        if any(self._desk.on_the_way(each, session) for each in tables):
            return Lack.ON_THE_WAY
        said = {self._desk.last_said(each, session) for each in tables}
        if Status.EMPTY in said and session == Moment(self._clock.now()).today:
            return Lack.UNPUBLISHED
        return next((why for status, why in _WHY.items() if status in said), Lack.NOTHING_KNOWN)

    def may_hold(self, session: date) -> bool:
        """Tell whether the sources could have the closes of a day."""
        return bool(self._desk.feeds) and closes_known(session, self._calendar, self._clock)

    async def close(self) -> None:
        """End what still runs."""
        await self._patience.close()

    async def _patiently(self, work: Coroutine[object, object, None]) -> None:
        """Wait for the work a while; it goes on behind the answer."""
        await self._patience.wait(self._patience.start(work))

    async def _fill(self, session: date, codes: Collection[str]) -> None:
        """Fetch prices, then the references that they leave open; note what else is welcome."""
        markets = tuple(self._markets(codes))
        asked = await self._prices(session, markets)
        if asked < MOST_REQUESTS and Market.TWSE in markets:
            asked += await self._fall_back(session, codes)
        if TPEX_INDEX.code in codes:
            asked += await self._ask(Dataset.TPEX_INDEX, session)
        held = await self._bars.held(session, codes)
        open_codes = [c for c, bar in held.items() if bar.basis is ReferenceBasis.UNKNOWN]
        for market in tuple(self._markets(open_codes))[: MOST_REQUESTS - asked]:
            await self._ask(DIVIDENDS[market], session)
        for dataset in self._welcome(markets):
            self._desk.later(dataset, session)

    async def _whole(self, session: date) -> None:
        """Fetch the whole session on both markets."""
        await self._prices(session, tuple(PRICES))

    async def _prices(self, session: date, markets: Collection[Market]) -> int:
        """Fetch the whole session of the markets that are not held; count the requests."""
        return sum(await asyncio.gather(*(self._ask(PRICES[m], session) for m in markets)))

    async def _fall_back(self, session: date, codes: Collection[str]) -> int:
        """Where the market's table failed, fetch the month of the one stock that was asked for."""
        found = [one for code in codes if (one := self._find(code))]
        wanted = [one.code for one in found if one.market is Market.TWSE and one != TAIEX]
        if len(wanted) != 1 or not self._in_trouble(session):
            return 0
        return 1 if await self._desk.ask_stock(wanted[0], session) else 0

    def _in_trouble(self, session: date) -> bool:
        """Tell whether TWSE's table of a session was not to be had, or not believed."""
        return self._desk.last_said(PRICES[Market.TWSE], session) in _WHY

    async def _ask(self, dataset: Dataset, session: date) -> int:
        """Ask for one table unless it is held; return the requests it cost, at least."""
        if dataset not in self._desk.feeds or await self._desk.settled(dataset, session):
            return 0
        batch = await self._desk.ask(dataset, session)
        return 0 if batch is None else 1

    def _markets(self, codes: Collection[str]) -> Iterator[Market]:
        """Yield the markets of the codes, each once; an unknown code may be on either."""
        found = [self._find(code) for code in codes if code != TPEX_INDEX.code]
        for market in Market:
            if any(one is None or one.market is market for one in found):
                yield market

    def _welcome(self, markets: Collection[Market]) -> Iterator[Dataset]:
        """Yield the tables that complete a session: the indices' prices, the actions."""
        for market in markets:
            yield from INDICES[market]
            yield from ACTION_TABLES[market]
