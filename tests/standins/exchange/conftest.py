"""A server of the founding story's day with one client, the limiter off."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.standins.exchange import golden
from tests.standins.exchange.asking import Asker
from tests.standins.exchange.golden_actions import DIVIDENDS, HALTS, OLDER
from tests.standins.exchange.server import ExchangeServer
from tests.standins.exchange.world import World


@pytest.fixture
def world() -> World:
    """Return 2025-02-03 with every kind of action, 6488 on TPEx and an ETF's split there."""
    made = golden.normal(25)
    split = replace(HALTS[0], market=OLDER[2].market, code="006201")
    made.actions += [*DIVIDENDS, *HALTS, *OLDER, split, replace(OLDER[3], market=split.market)]
    for day in (golden.EVE, golden.NORMAL):
        rows = (*made.days[day].rows, golden.stock("6488", "342", "325"))
        made.put(replace(made.days[day], rows=rows))
    return made


@pytest.fixture
async def server(world: World) -> AsyncIterator[ExchangeServer]:
    """Serve that world."""
    async with ExchangeServer(world, limit=None) as found:
        yield found


@pytest.fixture
async def asker(server: ExchangeServer) -> AsyncIterator[Asker]:
    """Return a client of the server."""
    async with Asker(server) as found:
        yield found
