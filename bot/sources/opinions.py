"""The port Opinions: what a second source says of a close, asked once and never waited for long."""

import logging
import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from bot.core.clock import Clock, Moment
from bot.core.market_ports import Actions, Opinion
from bot.market.actions import ActionKind
from bot.market.directory import Directory
from bot.market.instruments import Instrument, Kind
from bot.sources.feed import Question
from bot.sources.patience import Patience

if TYPE_CHECKING:
    from asyncio import Task

Get = Callable[[Question], Awaitable[bytes]]
Key = tuple[date, str]
AGAIN_SECONDS = 600.0
"""After which a close that no source told is asked for again."""
MOST_HELD = 1_000
_HARMLESS = frozenset({ActionKind.EX_DIVIDEND, ActionKind.LISTING})
"""Actions that leave the closes before them as they are in a restated history."""
_log = logging.getLogger(__name__)


class SecondSource(Protocol):
    """A source that is asked for one close at a time."""

    @property
    def name(self) -> str:
        """Return what people call it, a msgid."""

    @property
    def restates(self) -> bool:
        """Tell whether it restates its history after splits."""

    def question(self, instrument: Instrument, session: date, now: datetime) -> Question | None:
        """Return what to ask; None where it is known not to hold the instrument."""

    def read(
        self, body: bytes, instrument: Instrument, session: date, now: datetime
    ) -> Decimal | None:
        """Return the close; None where it states none that can be compared."""


class SecondOpinions:
    """Ask the second sources in their order; the first that knows is believed and kept."""

    def __init__(
        self,
        sources: Sequence[SecondSource],
        get: Get,
        directory: Directory,
        actions: Actions,
        clock: Clock,
        patience: float,
    ) -> None:
        """Ask by `get`; a question waits `patience` seconds at most. No sources, no opinions."""
        self._sources = tuple(sources)
        self._get = get
        self._directory = directory
        self._actions = actions
        self._clock = clock
        self._patience = Patience(patience)
        self._held: dict[Key, Opinion] = {}
        self._vain_until: dict[Key, float] = {}
        self._flying: dict[Key, Task[Opinion | None]] = {}

    async def on(self, session: date, code: str) -> Opinion | None:
        """Return a second source's close; None when none is on, or none answered in time."""
        key, instrument = (session, code), self._directory.get(code)
        if key in self._held or instrument is None or not self._may_ask(key):
            return self._held.get(key)
        if key not in self._flying:
            self._flying[key] = self._patience.start(self._ask_all(instrument, session))
        return await self._patience.wait(self._flying[key])

    async def close(self) -> None:
        """End requests that still run."""
        await self._patience.close()

    def _may_ask(self, key: Key) -> bool:
        """Tell whether a close can be known, and was not just asked for in vain."""
        known = key[0] <= Moment(self._clock.now()).horizon
        vain = self._clock.monotonic() < self._vain_until.get(key, -math.inf)
        return bool(self._sources) and known and not vain

    async def _ask_all(self, instrument: Instrument, session: date) -> Opinion | None:
        """Ask one source after the other until one knows."""
        key, opinion = (session, instrument.code), None
        try:
            for source in self._sources:
                opinion = opinion or await self._ask(source, instrument, session)
        finally:
            self._note(key, opinion)
        return opinion

    async def _ask(
        self, source: SecondSource, instrument: Instrument, session: date
    ) -> Opinion | None:
        """Ask one source; whatever goes wrong there is silence."""
        now = self._clock.now()
        question = source.question(instrument, session, now)
        if question is None or (source.restates and await self._restated(instrument, session)):
            return None
        try:
            close = source.read(await self._get(question), instrument, session, now)
        except Exception as failure:  # noqa: BLE001 - an answer never fails for want of a second source
            _log.warning("%s did not tell a close: %s", source.name, type(failure).__name__)
            return None
        return None if close is None else Opinion(source.name, close, now)

    async def _restated(self, instrument: Instrument, session: date) -> bool:
        """Tell whether closes of a session may have been restated since, for all that is known."""
        first, today = session + timedelta(days=1), Moment(self._clock.now()).today
        if instrument.kind is Kind.INDEX or first > today:
            return False
        if not await self._actions.known(instrument.market, first, today):
            return True
        since = await self._actions.between([instrument.code], first, today)
        return any(action.kind not in _HARMLESS for action in since)

    def _note(self, key: Key, opinion: Opinion | None) -> None:
        """Keep an opinion, or when to ask for it again."""
        self._flying.pop(key, None)
        if opinion:
            self._held[key] = opinion
        else:
            self._vain_until[key] = self._clock.monotonic() + AGAIN_SECONDS
        _shorten(self._held)
        _shorten(self._vain_until)


def _shorten(kept: dict[Key, Any]) -> None:
    """Let the oldest go where more are kept than are likely to be asked for again."""
    while len(kept) > MOST_HELD:
        del kept[next(iter(kept))]
