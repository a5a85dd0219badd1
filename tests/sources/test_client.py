"""The client takes figures from the configured hosts, and nothing else from anybody."""

import asyncio
import socket

import pytest

from bot.sources.client import Client
from bot.sources.errors import (
    Blocked,
    Declined,
    Garbled,
    Offline,
    Redirected,
    ServerTrouble,
    SourceError,
    Unreachable,
)
from bot.sources.feed import Question
from tests.fakes import FakeClock
from tests.sources.asking import INDEX, asking, asking_of, settings_of, trouble_of
from tests.sources.network import watched_network
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.server import ExchangeServer

PATIENT = 20.0


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


async def test_offline_opens_no_connection() -> None:
    """Not even a name is looked up."""
    settings = settings_of("https://www.twse.com.tw", offline=True)
    with watched_network() as seen:
        async with asking(settings, FakeClock()) as client:
            assert isinstance(await trouble_of(client), Offline)

    assert seen == []


async def test_the_watch_on_the_network_sees_connections(client: Client) -> None:
    """What the test above relies on."""
    with watched_network() as seen:
        await client.get(INDEX)

    assert "socket.connect" in seen
