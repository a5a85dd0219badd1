"""The one way out to the sources: within the budget, one host at a time left alone or asked."""

import asyncio
from typing import TYPE_CHECKING

from yarl import URL

from bot.core.clock import Clock
from bot.core.intake import Budget
from bot.sources.answers import location_of
from bot.sources.breaker import Breaker
from bot.sources.errors import Offline, Redirected, Unreachable
from bot.sources.feed import Question
from bot.sources.hosts import Host, hosts
from bot.sources.settings import SourceSettings

if TYPE_CHECKING:
    from bot.sources.wire import Wire

WINDOW_SECONDS = 5.2
"""The exchanges count requests in five seconds; the rest is for the way there."""
MOST_REDIRECTS = 3


class Client:
    """Ask the configured hosts, and no other."""

    def __init__(self, settings: SourceSettings, budget: Budget, clock: Clock) -> None:
        """Ask as the operator decided; nothing is opened before the first question."""
        self._settings = settings
        self._budget = budget
        self._clock = clock
        self._hosts = hosts(settings)
        self._wire: Wire | None = None
        self.breakers = {name: Breaker(name, clock) for name in self._hosts}
        """How each host is doing, by the name that questions use."""

    async def get(self, question: Question) -> bytes:
        """Return the bytes of an answer, unpacked; a SourceError where there is none."""
        host = self._hosts.get(question.host)
        if host is None:
            raise Offline
        breaker = self.breakers[question.host]
        breaker.check()
        await self._turn(host)
        with breaker.attempt():
            try:
                async with asyncio.timeout(self._settings.answer_seconds):
                    return await self._follow(host, host.url(question))
            except TimeoutError:
                raise Unreachable("timeout") from None

    async def close(self) -> None:
        """End every connection."""
        if self._wire is not None:
            await self._wire.close()

    async def _follow(self, host: Host, url: URL) -> bytes:
        """Ask, and go where the host points within itself; each step is a request of its own."""
        for redirects in range(MOST_REDIRECTS + 1):
            if redirects:
                await self._turn(host)
            answer = await self._open().get(url, host.headers)
            location = location_of(answer, self._clock.now())
            if not location:
                return answer.body
            url = host.redirected(url, location)
        raise Redirected("too_often")

    async def _turn(self, host: Host) -> None:
        """Wait until the host's budget has a request for us."""
        allowed = host.access.requests_per_5s
        leaves = await self._budget.reserve(host.source, allowed, WINDOW_SECONDS)
        await self._clock.sleep(max((leaves - self._clock.now()).total_seconds(), 0.0))

    def _open(self) -> "Wire":
        """Return what sends, made when it is first needed: its library takes long to load."""
        if self._wire is None:
            from bot.sources.wire import Wire  # noqa: PLC0415 - aiohttp only where somebody is asked

            self._wire = Wire(self._settings.connect_seconds)
        return self._wire
