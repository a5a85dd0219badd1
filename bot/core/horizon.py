"""No look-ahead: whatever the store holds, nothing later than the clock is handed out."""

from collections.abc import Collection, Mapping
from datetime import date

from bot.core.clock import Clock, Moment
from bot.core.ports import Bars, Span
from bot.market.bars import Bar


class KnownBars:
    """Bars up to the last close that the clock can know; implements the Bars port."""

    def __init__(self, bars: Bars, clock: Clock) -> None:
        """Guard a store of bars by a clock."""
        self._bars = bars
        self._clock = clock

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars; a session without a known close has none."""
        return {} if session > self._horizon() else await self._bars.on(session, codes)

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session held up to `until`, never past the clock."""
        return await self._bars.latest(codes, min(until, self._horizon()), at_least)

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session held from `since` on; None when it lies past the clock."""
        found = await self._bars.earliest(codes, since, at_least)
        return found if found and found <= self._horizon() else None

    async def span(self, until: date) -> Span | None:
        """Return the range held, never past the clock."""
        return await self._bars.span(min(until, self._horizon()))

    def _horizon(self) -> date:
        """Return the last day whose close is known now."""
        return Moment(self._clock.now()).horizon
