"""Each fault on the way does what it says: no answer, half of one, or far too much."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.standins.exchange.asking import AGENT, QUESTIONS, Asker
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.server import ExchangeServer
from tests.standins.exchange.world import World

_MIB = 1 << 20


@asynccontextmanager
async def _begun(server: ExchangeServer) -> AsyncIterator[aiohttp.ClientResponse]:
    """Ask for FMTQIK; the body is neither read nor unpacked."""
    _, path, params = QUESTIONS["FMTQIK"]
    async with (
        aiohttp.ClientSession(headers={"User-Agent": AGENT}, auto_decompress=False) as session,
        session.get(f"{server.twse}{path}", params=params) as answer,
    ):
        yield answer


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_another_status(asker: Asker, world: World, status: int) -> None:
    """The body is a page; the wait may be told."""
    world.faults.on(Fault("status", status=status, seconds=30))
    said = await asker.ask("FMTQIK")
    assert (said.status, said.headers["Retry-After"]) == (status, "30")


@pytest.mark.parametrize("content_type", ["text/html", "application/json"])
async def test_a_page_with_status_200(asker: Asker, world: World, content_type: str) -> None:
    """Maintenance looks like success, in either content type."""
    world.faults.on(Fault("html", value=content_type))
    said = await asker.ask("FMTQIK")
    assert (said.status, said.body[:9]) == (200, b"<!DOCTYPE")
    assert said.headers["Content-Type"].startswith(content_type)


async def test_no_answer(asker: Asker, world: World) -> None:
    """The connection is closed."""
    world.faults.on(Fault("close", host="twse"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await asker.ask("FMTQIK")
    assert (await asker.ask("FMTQIK")).status == 200


@pytest.mark.parametrize("at", [0, 1, 200])
async def test_half_an_answer(asker: Asker, world: World, at: int) -> None:
    """More is promised than comes."""
    world.faults.on(Fault("cut", at=at))
    with pytest.raises(aiohttp.ClientPayloadError):
        await asker.ask("FMTQIK")


async def test_byte_by_byte(asker: Asker, world: World) -> None:
    """A slow answer is whole in the end."""
    whole = (await asker.ask("FMTQIK")).body
    world.faults.on(Fault("drip", seconds=0.0))
    assert (await asker.ask("FMTQIK")).body == whole


async def test_headers_alone(server: ExchangeServer, world: World) -> None:
    """Status 200 comes, and then nothing; leaving ends it on the other side too."""
    world.faults.on(Fault("hang", seconds=3600))
    async with _begun(server) as answer:
        assert answer.status == 200
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await answer.read()


async def test_a_little_that_becomes_much(server: ExchangeServer, world: World) -> None:
    """Some kilobytes unpack to the MiB that were ordered."""
    world.faults.on(Fault("bomb", at=20))
    async with _begun(server) as answer:
        packed = await answer.read()
    assert len(packed) < _MIB
    assert len(zlib.decompress(packed, 31)) > 20 * _MIB


@pytest.mark.parametrize(("value", "layers"), [("gzip", 1), ("gzip, gzip", 2), ("br", 0)])
async def test_encodings(server: ExchangeServer, world: World, value: str, layers: int) -> None:
    """The word gzip is true as often as it is claimed, br never."""
    world.faults.on(Fault("encoded", value=value))
    async with _begun(server) as answer:
        body = await answer.read()
        assert answer.headers["Content-Encoding"] == value
    for _ in range(layers):
        body = zlib.decompress(body, 31)
    assert body.startswith(b'{"stat":"OK"')


async def test_somewhere_else(server: ExchangeServer, asker: Asker, world: World) -> None:
    """A redirect leads where it is told to, and who follows into the trap is counted."""
    world.faults.on(Fault("redirect", value="http://169.254.169.254/"))
    assert (await asker.ask("FMTQIK")).headers["Location"] == "http://169.254.169.254/"
    world.faults.on(Fault("redirect", value="trap", status=307))
    said = await asker.ask("FMTQIK")
    assert (said.status, server.trap_hits) == (307, 0)
    async with aiohttp.ClientSession() as careless, careless.get(said.headers["Location"]):
        assert server.trap_hits == 1


async def test_round_in_a_circle(asker: Asker, world: World) -> None:
    """The address leads to itself."""
    world.faults.on(Fault("redirect", value="loop", times=None))
    _, path, _ = QUESTIONS["FMTQIK"]
    assert (await asker.ask("FMTQIK")).headers["Location"].startswith(path)


async def test_answers_may_be_late(world: World) -> None:
    """All of them, or those that meet a fault."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        """Note how long would have been waited."""
        waited.append(seconds)

    async with ExchangeServer(world, sleep=sleep) as server, Asker(server) as asker:
        server.latency = 0.5
        world.faults.on(Fault("latency", path="inx", seconds=2))
        await asker.ask("FMTQIK")
        await asker.ask("inx")
    assert waited == [0.5, 2.5]
