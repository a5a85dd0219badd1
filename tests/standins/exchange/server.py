"""The stand-in itself: every host on a port of its own, requests recorded, the ban in force."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from ssl import SSLContext
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.standins.exchange.delivery import abort, deliver
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.limiter import Limiter
from tests.standins.exchange.refusals import Refusal, not_found, not_welcome
from tests.standins.exchange.rendering import Renderer
from tests.standins.exchange.routes import ROUTES, found
from tests.standins.exchange.world import World

TRAP = "trap"
HOSTS = (*ROUTES, TRAP)


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it came in; `at` is in monotonic seconds."""

    host: str
    path: str
    params: Mapping[str, str]
    at: float
    agent: str


@dataclass(frozen=True, slots=True)
class Refused:
    """One request that the real server would not have answered as meant, and why."""

    request: Heard
    reason: str


class ExchangeServer:
    """All hosts on loopback; `async with` starts and stops them."""

    def __init__(
        self,
        world: World | None = None,
        *,
        limit: int | None = 3,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tls: SSLContext | None = None,
    ) -> None:
        """Prepare; `limit` requests in 5 s and host by the clock `monotonic`, None: no limit.

        `sleep` takes the time of late answers, and of nothing else.
        """
        self.world = world or World()
        self.limiter = Limiter(monotonic, limit)
        self.requests: list[Heard] = []
        self.refused: list[Refused] = []
        self.trap_hits = 0
        self.latency = 0.0
        """Seconds that every answer takes."""
        self.browsers_only = {"yahoo"}
        """Hosts that turn away whoever does not call itself Mozilla."""
        self._renderer = Renderer(self.world)
        self._sleep = sleep
        self._tls = tls
        self._ports: dict[str, int] = {}
        self._stack = AsyncExitStack()

    @property
    def over_limit(self) -> int:
        """Count the requests that came too fast."""
        return sum(self.limiter.over.values())

    def url(self, host: str) -> str:
        """Return a host's base URL."""
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self._ports[host]}"

    @property
    def twse(self) -> str:
        """Return the base URL of www.twse.com.tw."""
        return self.url("twse")

    @property
    def twse_openapi(self) -> str:
        """Return the base URL of openapi.twse.com.tw."""
        return self.url("twse_openapi")

    @property
    def tpex(self) -> str:
        """Return the base URL of www.tpex.org.tw."""
        return self.url("tpex")

    @property
    def mis(self) -> str:
        """Return the base URL of mis.twse.com.tw."""
        return self.url("mis")

    @property
    def finmind(self) -> str:
        """Return the base URL of api.finmindtrade.com."""
        return self.url("finmind")

    @property
    def yahoo(self) -> str:
        """Return the base URL of query1.finance.yahoo.com."""
        return self.url("yahoo")

    def asked(self, host: str, path: str = "") -> list[Heard]:
        """Return the requests of one host, in order, or those whose path ends so."""
        return [one for one in self.requests if one.host == host and one.path.endswith(path)]

    async def __aenter__(self) -> Self:
        """Listen on every host's port."""
        for host in HOSTS:
            runner = web.ServerRunner(
                web.Server(self._handler(host), handler_cancellation=True, access_log=None),
                shutdown_timeout=0.1,
            )
            await runner.setup()
            self._stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls).start()
            self._ports[host] = runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Stop listening."""
        await self._stack.aclose()

    def _handler(self, host: str) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
        """Return what answers one host's requests."""

        async def handle(request: web.BaseRequest) -> web.StreamResponse:
            """Record a request and answer it, unless it came too fast."""
            heard = self._hear(host, request)
            if host == TRAP:
                self.trap_hits += 1
                return web.Response(text="trapped")
            if not self.limiter.admits(host):
                return abort(request)
            return await self._answer(request, heard)

        return handle

    def _hear(self, host: str, request: web.BaseRequest) -> Heard:
        """Record a request."""
        agent = request.headers.get("User-Agent", "")
        at = self.limiter.monotonic()
        self.requests.append(Heard(host, request.path, dict(request.query), at, agent))
        return self.requests[-1]

    async def _answer(self, request: web.BaseRequest, heard: Heard) -> web.StreamResponse:
        """Answer a request by way of the faults it runs into."""
        faults = [self._aimed(fault) for fault in self.world.faults.take(heard.host, heard.path)]
        late = sum(fault.seconds for fault in faults if fault.kind == "latency")
        await self._sleep(self.latency + late)
        try:
            return await self._found(request, heard, faults)
        except Refusal as refusal:
            self.refused.append(Refused(heard, f"{refusal}"))
            return refusal.answer(heard.host, f"{refusal}")

    def _aimed(self, fault: Fault) -> Fault:
        """Give a redirect to the trap its address."""
        if fault.kind == "redirect" and fault.value == TRAP:
            return replace(fault, value=f"{self.url(TRAP)}/")
        return fault

    async def _found(
        self, request: web.BaseRequest, heard: Heard, faults: list[Fault]
    ) -> web.StreamResponse:
        """Find what was asked for and send it; refuse what the host does not know."""
        endpoint, params = found(heard.host, heard.path, heard.params)
        if endpoint is None or request.method != "GET":
            raise Refusal("the path is unknown", not_found)
        browser = "Mozilla/" in heard.agent
        if not heard.agent or (heard.host in self.browsers_only and not browser):
            raise Refusal("no acceptable User-Agent", not_welcome)
        endpoint.check(params)
        body = self._renderer.body(endpoint, params, faults)
        return await deliver(request, body, endpoint.content_type, faults)
