"""No look-ahead: whatever the store holds, nothing later than the clock is handed out."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from bot.core.clock import Clock, Moment
from bot.core.market_ports import Actions, Sessions
from bot.core.ports import Bars, Lack, Span
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.instruments import Market
from bot.market.plain import Plain


class KnownBars:
    """Bars up to the last close that the clock can know; implements the Bars port."""

    def __init__(self, bars: Bars, clock: Clock) -> None:
        """Guard a store of bars by a clock."""
        self._bars = bars
        self._clock = clock

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars; a session without a known close has none."""
        return {} if session > self._horizon() else await self._bars.on(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the same from what is held."""
        return {} if session > self._horizon() else await self._bars.held(session, codes)

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to `until`, never past the clock."""
        return await self._bars.newest(codes, min(until, self._horizon()), at_least)

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

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell why these codes have no bar in a session."""
        return self._bars.lack(min(session, self._horizon()), codes)

    def _horizon(self) -> date:
        """Return the last day whose close is known now."""
        return Moment(self._clock.now()).horizon


class KnownSessions:
    """Whole sessions up to the last close that the clock can know; implements Sessions."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        """Guard the sessions by a clock."""
        self._sessions = sessions
        self._clock = clock

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return every bar of one session; none without a known close."""
        known = session <= Moment(self._clock.now()).horizon
        return await self._sessions.whole(session) if known else {}

    async def plain(self, session: date) -> Mapping[str, Plain]:
        """Return its plain figures; none without a known close."""
        known = session <= Moment(self._clock.now()).horizon
        return await self._sessions.plain(session) if known else {}

    async def series(self, codes: Collection[str], first: date, last: date) -> Sequence[Bar]:
        """Return the bars held of these codes, never past the clock."""
        horizon = Moment(self._clock.now()).horizon
        return await self._sessions.series(codes, first, min(last, horizon))

    async def turnovers(self, code: str, until: date) -> Mapping[date, Decimal]:
        """Return an index's turnover on every session held, never past the clock."""
        horizon = Moment(self._clock.now()).horizon
        return await self._sessions.turnovers(code, min(until, horizon))


class KnownActions:
    """Corporate actions as the clock can know them; implements Actions.

    One that takes effect after today is known when it was announced, i.e. fetched, by now.
    """

    def __init__(self, actions: Actions, clock: Clock) -> None:
        """Guard the actions by a clock."""
        self._actions = actions
        self._clock = clock

    async def between(
        self, codes: Collection[str] | None, first: date, last: date
    ) -> Sequence[CorporateAction]:
        """Return the actions in the range that are known now."""
        now = self._clock.now()
        today = Moment(now).today
        found = await self._actions.between(codes, first, last)
        return [a for a in found if a.session <= today or _announced(a, now)]

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell whether every table of the market was fetched for the range."""
        return await self._actions.known(market, first, last)

    async def announced(self, day: date) -> bool:
        """Tell whether what was announced ahead was fetched on a day."""
        return await self._actions.announced(day)


def _announced(action: CorporateAction, now: datetime) -> bool:
    """Tell whether an action of a later day was fetched by now."""
    fetched = action.provenance.fetched_at
    return fetched is not None and fetched <= now
