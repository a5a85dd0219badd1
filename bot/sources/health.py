"""How the sources are doing, for `/sources`, `/metrics` and the doctor."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.core.clock import Clock, Moment
from bot.core.i18n import N_
from bot.core.intake import Budget, Dataset, Intake, Status
from bot.core.market_ports import SourceState
from bot.market.instruments import Market
from bot.sources.settings import SourceSettings
from bot.sources.tables import PRICES

if TYPE_CHECKING:
    from bot.sources.breaker import Breaker
    from bot.sources.desk import Desk

NAMES: Mapping[str, str] = {
    "twse": N_("Taiwan Stock Exchange"),
    "tpex": N_("Taipei Exchange"),
    "mis": N_("Real-time quotes of the exchanges"),
    "finmind": "FinMind",
    "yahoo": "Yahoo Finance",
}
_NEWEST = {"twse": Dataset.TWSE_PRICES, "tpex": Dataset.TPEX_PRICES}
_WINDOW = timedelta(seconds=5)
_LATELY = timedelta(days=1)
_LOOK_BACK = timedelta(days=400)


class Records(Protocol):
    """What the store knows of requests and answers."""

    @property
    def budget(self) -> Budget:
        """Return the requests."""

    @property
    def intake(self) -> Intake:
        """Return the answers."""


class LiveHealth:
    """The SourceHealth port."""

    def __init__(
        self,
        breakers: "Callable[[], Mapping[str, Breaker]]",
        desk: "Callable[[], Desk]",
        records: Records,
        settings: SourceSettings,
        clock: Clock,
    ) -> None:
        """Report on the hosts behind these; a source without a breaker is off."""
        self._breakers = breakers
        self._desk = desk
        self._records = records
        self._settings = settings
        self._clock = clock

    @property
    def offline(self) -> bool:
        """Tell whether the operator forbade every connection."""
        return self._settings.offline

    async def states(self) -> Sequence[SourceState]:
        """Return every known source's state, also of those that are off."""
        return [await self._state(name) for name in NAMES]

    async def pending(self, session: date, market: Market) -> bool:
        """Tell whether a session's figures are being fetched at this moment."""
        return self._desk().on_the_way(PRICES[market], session)

    async def _state(self, name: str) -> SourceState:
        """Return one source's state."""
        access = self._settings.access.get(name)
        breaker = self._breakers().get(name)
        return SourceState(
            name=NAMES[name],
            enabled=breaker is not None,
            healthy=breaker is not None and not breaker.failure,
            last_success=breaker.last_success if breaker else None,
            last_failure=breaker.last_failure if breaker else None,
            failure=breaker.failure if breaker else "",
            paused_until=breaker.paused_until if breaker else None,
            asked_lately=await self._records.budget.asked_since(name, self._clock.now() - _WINDOW),
            allowed=access.requests_per_5s if access else 0,
            newest=await self._newest(name),
            rejected=await self._rejected(name),
        )

    async def _rejected(self, name: str) -> Mapping[str, int]:
        """Count the rows of a source that were set aside in the last day, by rule."""
        since = self._clock.now() - _LATELY
        counts: Counter[str] = Counter()
        for (dataset, rule), count in (await self._records.intake.rejected(since)).items():
            if dataset.source == name:
                counts[rule] += count
        return counts

    async def _newest(self, name: str) -> date | None:
        """Return the newest session held from a source."""
        dataset = _NEWEST.get(name)
        if dataset is None:
            return None
        today = Moment(self._clock.now()).today
        records = await self._records.intake.fetched(dataset, today - _LOOK_BACK, today)
        held = (each.last for each in records if each.status is Status.COMPLETE)
        return max(held, default=None)
