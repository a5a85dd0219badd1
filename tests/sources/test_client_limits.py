"""The client keeps to the budget of each host and leaves alone what fails."""

import asyncio

from bot.sources.client import WINDOW_SECONDS, Client
from bot.sources.errors import Blocked, Paused
from tests.fakes import FakeClock
from tests.sources.asking import INDEX, OTHER, asking_of, trouble_of
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.server import ExchangeServer


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
