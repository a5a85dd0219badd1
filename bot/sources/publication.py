"""How far the exchanges are with a session, by what was taken in; the digests wait on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.core.clock import CLOSE, TAIPEI, Clock, Moment
from bot.core.intake import ACTION_TABLES, Dataset, Fetch, Intake, Status
from bot.core.ports import Bars
from bot.market.instruments import TAIEX, Market
from bot.sources.live import MakeCoverage
from bot.sources.settings import SourceSettings
from bot.sources.tables import INDICES, PRICES

_OVER = frozenset({Status.COMPLETE, Status.CLOSED})
_HELD = _OVER | {Status.PARTIAL}


class LivePublication:
    """The Publication port."""

    def __init__(
        self,
        intake: Intake,
        bars: Bars,
        coverage: MakeCoverage,
        settings: SourceSettings,
        clock: Clock,
    ) -> None:
        """Read the records of fetches; ask for what lacks through the coverage."""
        self._intake = intake
        self._bars = bars
        self._coverage = coverage
        self._settings = settings
        self._clock = clock

    async def lacking(self, session: date) -> bool:
        """Tell whether prices are still to come from a market that is asked; looks for them."""
        if self._settings.offline or session > Moment(self._clock.now()).horizon:
            return not self._settings.offline
        if not await self._open(session):
            return False
        await self._coverage().want_whole(session)
        return await self._open(session)

    async def priced(self, session: date) -> bool:
        """Tell whether a market has told prices of the session."""
        if await self._records(PRICES.values(), session, _HELD):
            return True
        return await self._bundled(session) is not None

    async def changed_at(self, session: date) -> datetime | None:
        """Return when something of the session was last taken in; None = nothing is held.

        Its corporate actions come before its prices, and that there are none is known then too.
        """
        known = _HELD | {Status.EMPTY}
        found = await self._records(_of_markets(ACTION_TABLES), session, known)
        found += await self._records((*PRICES.values(), *_of_markets(INDICES)), session, _HELD)
        if found:
            return max(one.at for one in found)
        return await self._bundled(session)

    async def _bundled(self, session: date) -> datetime | None:
        """Return when a session of the bundled archive ended: as part of the program it stays."""
        if session > Moment(self._clock.now()).horizon:
            return None
        held = await self._bars.held(session, [TAIEX.code])
        return datetime.combine(session, CLOSE, TAIPEI) if held else None

    async def _open(self, session: date) -> bool:
        """Tell whether a market that is asked has not told the whole session yet."""
        for dataset in PRICES.values():
            if dataset.source not in self._settings.enabled:
                continue
            records = await self._intake.fetched(dataset, session, session)
            if not any(one.status in _OVER for one in records):
                return True
        return False

    async def _records(
        self, tables: Iterable[Dataset], session: date, told: Collection[Status]
    ) -> list[Fetch]:
        """Return the records of tables that tell something of a session."""
        found = [await self._intake.fetched(table, session, session) for table in tables]
        return [one for records in found for one in records if one.status in told]


def _of_markets(tables: Mapping[Market, Sequence[Dataset]]) -> list[Dataset]:
    """Return the tables of all markets."""
    return [dataset for group in tables.values() for dataset in group]
