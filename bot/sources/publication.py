"""How far the exchanges are with a session, by what was taken in; the digests wait on it."""

from datetime import date, datetime

from bot.core.clock import CLOSE, TAIPEI, Clock, Moment
from bot.core.intake import ACTION_TABLES, Dataset, Fetch, Intake, Status
from bot.core.ports import Bars
from bot.market.instruments import TAIEX
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

    async def changed_at(self, session: date) -> datetime | None:
        """Return when something of the session was last taken in; None = nothing is held."""
        tables = [*PRICES.values()]
        for groups in (ACTION_TABLES, INDICES):
            tables += [dataset for group in groups.values() for dataset in group]
        records = [one for table in tables for one in await self._records(table, session)]
        prices = [one.at for one in records if one.dataset in PRICES.values()]
        if prices:
            return max(one.at for one in records)
        if session > Moment(self._clock.now()).horizon:
            return None
        # The bundled archive is part of the program: it never changes.
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

    async def _records(self, dataset: Dataset, session: date) -> list[Fetch]:
        """Return the records of a table that tell something of a session."""
        records = await self._intake.fetched(dataset, session, session)
        return [one for one in records if one.status in _HELD]
