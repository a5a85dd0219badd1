"""The port Quotes over the exchanges' real-time site."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from bot.core.clock import Clock, Moment
from bot.core.session_hours import in_session
from bot.market.calendar import TradingCalendar
from bot.market.directory import Directory
from bot.market.instruments import Instrument
from bot.market.quotes import Quote
from bot.sources.feed import Question
from bot.sources.mis import question_for, read_quotes
from bot.sources.patience import Patience

Get = Callable[[Question], Awaitable[bytes]]
"""Ask a host; it raises where there is no answer."""
FRESH_SECONDS = 5.0
"""The site refreshes a quote no sooner."""
MOST_AT_ONCE = 50
"""Instruments in one request; more make its address too long."""


class LiveQuotes:
    """Quotes while a session runs: asked at most once in five seconds, and once for all."""

    enabled = True

    def __init__(
        self,
        get: Get,
        directory: Directory,
        calendar: TradingCalendar,
        clock: Clock,
        patience: float,
    ) -> None:
        """Ask by `get`; a question waits `patience` seconds at most."""
        self._get = get
        self._directory = directory
        self._calendar = calendar
        self._clock = clock
        self._patience = Patience(patience)
        self._one_at_a_time = asyncio.Lock()
        self._pending: dict[str, Instrument] = {}
        self._asked_at: dict[str, float] = {}
        self._quotes: dict[str, tuple[float, Quote]] = {}

    async def now(self, codes: Collection[str]) -> Mapping[str, Quote]:
        """Return the present quotes; none outside a session, and what cannot be had is left out."""
        moment = Moment(self._clock.now())
        if not in_session(moment, self._calendar):
            return {}
        since = self._clock.monotonic() - FRESH_SECONDS
        wanted = {one.code: one for code in codes if (one := self._directory.get(code))}
        if any(self._is_stale(code, since) for code in wanted):
            await self._patience.wait(self._patience.start(self._refresh(wanted)))
        held = {code: self._quotes[code] for code in wanted if code in self._quotes}
        return {code: quote for code, (answered_at, quote) in held.items() if answered_at > since}

    async def close(self) -> None:
        """End requests that still run."""
        await self._patience.close()

    async def _refresh(self, wanted: Mapping[str, Instrument]) -> None:
        """Ask for all that wait and that nobody asked for lately, in as few requests as go."""
        self._pending |= wanted
        async with self._one_at_a_time:
            since = self._clock.monotonic() - FRESH_SECONDS
            stale = [one for code, one in self._pending.items() if self._is_stale(code, since)]
            self._pending.clear()
            for start in range(0, len(stale), MOST_AT_ONCE):
                await self._ask(stale[start : start + MOST_AT_ONCE])

    async def _ask(self, batch: Sequence[Instrument]) -> None:
        """Ask for some quotes; in vain counts as asked too."""
        try:
            body = await self._get(question_for(batch))
        finally:
            at = self._clock.monotonic()
            self._asked_at |= dict.fromkeys((one.code for one in batch), at)
        for code, quote in read_quotes(body, batch, self._clock.now()).items():
            self._quotes[code] = at, self._with_price(quote)

    def _with_price(self, quote: Quote) -> Quote:
        """Return the session's last trade, also where an answer left it out between refreshes."""
        _, last = self._quotes.get(quote.code, (0, quote))
        return last if quote.price is None and last.session == quote.session else quote

    def _is_stale(self, code: str, since: float) -> bool:
        """Tell whether nobody asked for it since then."""
        return self._asked_at.get(code, -math.inf) <= since
