"""The client takes figures from the configured hosts, and nothing else from anybody."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from bot.sources.client import WINDOW_SECONDS, Client
from bot.sources.errors import (
    Blocked,
    Declined,
    Garbled,
    Offline,
    Paused,
    Redirected,
    ServerTrouble,
    SourceError,
    Unreachable,
)
from bot.sources.feed import Question
from tests.fakes import FakeClock
from tests.sources.asking import INDEX, OTHER, asking, asking_of, settings_of
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.server import ExchangeServer

PATIENT = 20.0


class HeldClock(FakeClock):
    """A clock on which nobody's wait ends before the test says so."""

    def __init__(self) -> None:
        """Hold."""
        super().__init__()
        self.released = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait for the test where there is something to wait for."""
        if seconds:
            await self.released.wait()


@pytest.fixture
async def clock() -> FakeClock:
    """Give the clock of client and stand-in."""
    return FakeClock()


@pytest.fixture
async def server(clock: FakeClock) -> AsyncIterator[ExchangeServer]:
    """Run the stand-in of the exchanges."""
    async with ExchangeServer(monotonic=clock.monotonic) as running:
        yield running


@pytest.fixture
async def client(server: ExchangeServer, clock: FakeClock) -> AsyncIterator[Client]:
    """Give a client that asks the stand-in."""
    async with asking_of(server, clock) as made:
        yield made


async def trouble_of(client: Client, question: Question = INDEX) -> SourceError:
    """Ask and return why there was no answer."""
    with pytest.raises(SourceError) as caught:
        await client.get(question)
    return caught.value


async def test_an_answer_comes_as_it_was_sent(client: Client, server: ExchangeServer) -> None:
    """The question arrives with its parameters, and says who asks."""
    body = await client.get(INDEX)

    assert body.startswith(b"{")
    (heard,) = server.requests
    assert (heard.path, dict(heard.params)) == (INDEX.path, dict(INDEX.params))
    assert heard.agent.startswith("Banquet/")
    assert server.refused == []


async def test_a_packed_answer_is_unpacked(client: Client, server: ExchangeServer) -> None:
    """Servers save bytes by gzip."""
    plain = await client.get(INDEX)
    server.world.faults.on(Fault("encoded", value="gzip"))

    assert await client.get(INDEX) == plain


@pytest.mark.parametrize(
    ("fault", "kind", "reason"),
    [
        (Fault("html"), ServerTrouble, "page"),
        (Fault("html", value="application/json"), ServerTrouble, "page"),
        (Fault("status", status=503), ServerTrouble, "status_503"),
        (Fault("status", status=404), Declined, "status_404"),
        (Fault("status", status=403), Blocked, "status_403"),
        (Fault("redirect", status=307, value="/security.html"), Blocked, "status_307"),
        (Fault("close"), Blocked, "cut_off"),
        (Fault("cut", at=0), Unreachable, "cut"),
        (Fault("cut", at=10), Unreachable, "cut"),
        (Fault("encoded", value="br"), Garbled, "encoding"),
        (Fault("encoded", value="zstd"), Garbled, "encoding"),
        (Fault("encoded", value="gzip, gzip"), Garbled, "encoding"),
        (Fault("redirect", value="trap"), Redirected, "elsewhere"),
        (Fault("redirect", value="http://169.254.169.254/latest"), Redirected, "elsewhere"),
        (Fault("redirect", value="file:///etc/passwd"), Redirected, "elsewhere"),
    ],
)
async def test_what_is_no_answer_is_named(
    client: Client, server: ExchangeServer, fault: Fault, kind: type[SourceError], reason: str
) -> None:
    """One request each, and nobody follows where a stranger points."""
    server.world.faults.on(fault)

    trouble = await trouble_of(client)

    assert (type(trouble), trouble.reason) == (kind, reason)
    assert (len(server.requests), server.trap_hits) == (1, 0)


async def test_a_circle_of_redirects_ends(client: Client, server: ExchangeServer) -> None:
    """After three steps, each of which costs the budget a request."""
    server.world.faults.on(Fault("redirect", value="loop", times=None))

    trouble = await trouble_of(client)

    assert (type(trouble), trouble.reason) == (Redirected, "too_often")
    assert (len(server.requests), server.over_limit) == (4, 0)


async def test_a_redirect_within_the_host_is_followed(
    client: Client, server: ExchangeServer
) -> None:
    """A table may have moved on its own server."""
    server.world.faults.on(Fault("redirect", value="loop"))

    assert (await client.get(INDEX)).startswith(b"{")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault("drip", seconds=PATIENT),
        Fault("hang", seconds=PATIENT),
        Fault("latency", seconds=PATIENT),
    ],
    ids=["a byte now and then", "headers alone", "nothing"],
)
async def test_a_slow_answer_ends_at_the_deadline(
    server: ExchangeServer, clock: FakeClock, fault: Fault
) -> None:
    """The whole answer has one deadline, however much of it has come."""
    server.world.faults.on(fault)
    async with asking_of(server, clock, seconds=0.2) as hasty:
        trouble = await asyncio.wait_for(trouble_of(hasty), PATIENT)

    assert (type(trouble), trouble.reason) == (Unreachable, "timeout")


async def test_questions_wait_for_the_budget(
    client: Client, server: ExchangeServer, clock: FakeClock
) -> None:
    """Ten reach the server no faster than it allows, and each host has a budget of its own."""
    began = clock.now()
    for each in [INDEX, OTHER] * 10:
        await client.get(each)

    assert (len(server.requests), server.over_limit) == (20, 0)
    assert (clock.now() - began).total_seconds() < 4 * WINDOW_SECONDS


async def test_a_host_that_fails_is_left_alone(
    client: Client, server: ExchangeServer, clock: FakeClock
) -> None:
    """After five failures nothing is sent for a minute; then one request finds it well."""
    server.world.faults.on(Fault("status", host="twse", times=5))
    for _ in range(5):
        await trouble_of(client)

    told_at = clock.now()
    for _ in range(5):
        assert isinstance(await trouble_of(client), Paused)
    assert (len(server.requests), clock.now()) == (5, told_at)
    await client.get(OTHER)

    clock.pass_time(60)
    assert (await client.get(INDEX)).startswith(b"{")
    assert client.breakers["twse"].last_success == clock.now()


async def test_questions_in_the_queue_hear_of_a_pause(server: ExchangeServer) -> None:
    """Those who waited for the budget are not sent after the host shut us out."""
    server.world.faults.on(Fault("close", times=None))
    clock = HeldClock()
    async with asking_of(server, clock) as client:
        waiting = [asyncio.create_task(trouble_of(client)) for _ in range(10)]
        sent, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        clock.released.set()
        ends = [type(await each) for each in waiting]

    assert sent
    assert len(server.requests) == ends.count(Blocked) == 3
    assert ends.count(Paused) == 7


async def test_a_quota_that_is_used_up_is_waited_for(
    client: Client, server: ExchangeServer, clock: FakeClock
) -> None:
    """Retry-After is kept to the second."""
    server.world.faults.on(Fault("status", status=429, seconds=30))
    await trouble_of(client)

    clock.pass_time(29)
    assert isinstance(await trouble_of(client), Paused)
    clock.pass_time(1)
    assert await client.get(INDEX)


async def test_a_name_without_an_address_is_unreachable() -> None:
    """The name service says no."""
    async with asking(settings_of("https://twse.invalid"), FakeClock()) as client:
        trouble = await trouble_of(client)

    assert (type(trouble), trouble.reason) == (Unreachable, "dns")


async def test_a_closed_port_is_unreachable() -> None:
    """Nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with asking(settings_of(f"http://127.0.0.1:{port}"), FakeClock()) as client:
        trouble = await trouble_of(client)

    assert (type(trouble), trouble.reason) == (Unreachable, "no_connection")


async def test_offline_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a name is looked up."""

    def forbidden(*_: object, **__: object) -> None:
        """Fail the test."""
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", forbidden, raising=False)
    settings = settings_of("https://www.twse.com.tw", offline=True)
    async with asking(settings, FakeClock()) as client:
        assert isinstance(await trouble_of(client), Offline)


async def test_a_source_that_is_off_is_not_asked(client: Client, server: ExchangeServer) -> None:
    """It has no host, whoever asks."""
    assert isinstance(await trouble_of(client, Question("yahoo", "/v8/x")), Offline)
    assert server.requests == []


async def test_proxies_of_the_environment_do_not_count(
    client: Client, server: ExchangeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the operator configured is where the questions go."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, server.url("trap"))

    assert await client.get(INDEX)
    assert server.trap_hits == 0
