"""A client and the stand-in that it asks, both by one clock that stands still."""

from collections.abc import AsyncIterator

import pytest

from bot.sources.client import Client
from tests.fakes import FakeClock
from tests.sources.asking import asking_of
from tests.standins.exchange.server import ExchangeServer


@pytest.fixture
def clock() -> FakeClock:
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
