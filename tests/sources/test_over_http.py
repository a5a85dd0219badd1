"""The strict stand-ins of the quotes' site and of both vendors take our questions as they are."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from decimal import Decimal

import aiohttp
import pytest
from yarl import URL

from bot.core.clock import TAIPEI
from bot.sources.feed import Question
from bot.sources.finmind import FinMind
from bot.sources.live_quotes import LiveQuotes
from bot.sources.opinions import SecondOpinions, SecondSource
from bot.sources.yahoo import Yahoo
from tests.fakes import FakeClock, almanac
from tests.market_fakes import MemoryActions
from tests.standins.exchange.golden import normal
from tests.standins.exchange.server import ExchangeServer

ALMANAC = almanac()
SESSION = date(2025, 2, 3)


@pytest.fixture
async def exchange() -> AsyncIterator[ExchangeServer]:
    """The stand-in on the founding day, quoting the time of 11:30."""
    world = normal(10)
    world.quoted_at = "11:30:00"
    async with ExchangeServer(world, limit=None) as server:
        yield server


class Asker:
    """A plain way to the stand-in's hosts."""

    def __init__(self, server: ExchangeServer) -> None:
        """Ask this server."""
        self.server = server

    async def get(self, question: Question) -> bytes:
        """Return the bytes of an answer; any other status than 200 fails."""
        url = URL(self.server.url(question.host) + question.path).with_query(question.params)
        headers = {"User-Agent": "Mozilla/5.0"}
        async with aiohttp.request("GET", url, headers=headers, raise_for_status=True) as answer:
            return await answer.read()


async def test_quotes_of_a_running_session(exchange: ExchangeServer) -> None:
    """Both boards and the index come in one request."""
    clock = FakeClock(datetime(2025, 2, 3, 11, 30, 5, tzinfo=TAIPEI))
    quotes = LiveQuotes(Asker(exchange).get, ALMANAC.directory, ALMANAC.calendar, clock, 60)
    found = await quotes.now(["2330", "TAIEX"])
    assert (found["2330"].price, found["2330"].reference) == (Decimal(1070), Decimal(1135))
    assert (found["2330"].limit_down, found["2330"].at.hour) == (Decimal(1025), 11)
    assert found["TAIEX"].price == Decimal("22694.71")
    assert len(exchange.requests) == 1


@pytest.mark.parametrize("source", [FinMind(), Yahoo()], ids=lambda source: source.name)
@pytest.mark.parametrize(("code", "close"), [("2330", "1070"), ("TAIEX", "22694.71")])
async def test_a_second_source_tells_the_published_close(
    exchange: ExchangeServer, source: SecondSource, code: str, close: str
) -> None:
    """The founding day's closes come back exactly, through each vendor's own form."""
    clock = FakeClock(datetime(2025, 2, 4, 18, 0, tzinfo=TAIPEI))
    ask, known = Asker(exchange).get, MemoryActions()
    opinions = SecondOpinions([source], ask, ALMANAC.directory, known, clock, 60)
    opinion = await opinions.on(SESSION, code)
    assert opinion
    assert (opinion.source, opinion.close) == (source.name, Decimal(close))
