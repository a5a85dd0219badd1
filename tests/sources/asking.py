"""A client that asks the stand-in of the exchanges, under a budget held in memory."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.core.clock import Clock
from bot.core.secret import Secret
from bot.sources.client import Client
from bot.sources.errors import SourceError
from bot.sources.feed import Question
from bot.sources.settings import Access, SourceSettings
from tests.standins.exchange.server import ExchangeServer

INDEX = Question("twse", "/rwd/zh/afterTrading/FMTQIK", {"date": "20250203", "response": "json"})
OTHER = Question(
    "tpex",
    "/www/zh-tw/bulletin/exDailyQ",
    {"startDate": "2025/02/01", "endDate": "2025/02/28", "response": "json"},
)


class MemoryBudget:
    """Requests of one process, by the clock; implements the Budget port."""

    def __init__(self, clock: Clock) -> None:
        """Begin with nothing asked."""
        self._clock = clock
        self.reserved: dict[str, list[datetime]] = defaultdict(list)

    async def reserve(self, host: str, count: int, seconds: float) -> datetime:
        """Reserve the next instant at which fewer than `count` were asked in the window."""
        times = self.reserved[host]
        earliest = self._clock.now()
        if len(times) >= count:
            earliest = max(earliest, times[-count] + timedelta(seconds=seconds))
        times.append(earliest)
        return earliest

    async def asked_since(self, host: str, since: datetime) -> int:
        """Count the requests reserved since an instant."""
        return sum(at > since for at in self.reserved[host])


def settings_of(
    twse: str, tpex: str = "", *, offline: bool = False, seconds: float = 20.0
) -> SourceSettings:
    """Return settings that ask these addresses."""
    return SourceSettings(
        enabled=("twse", "tpex", "finmind"),
        access={
            "twse": Access(twse, 3),
            "tpex": Access(tpex or twse, 3),
            "finmind": Access(tpex or twse, 1, Secret("token-of-finmind")),
        },
        openapi_url=twse,
        offline=offline,
        answer_seconds=seconds,
        connect_seconds=seconds,
    )


@asynccontextmanager
async def asking(settings: SourceSettings, clock: Clock) -> AsyncIterator[Client]:
    """Give a client, and close it."""
    client = Client(settings, MemoryBudget(clock), clock)
    try:
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def asking_of(
    server: ExchangeServer, clock: Clock, *, seconds: float = 20.0
) -> AsyncIterator[Client]:
    """Give a client that asks the stand-in."""
    async with asking(settings_of(server.twse, server.tpex, seconds=seconds), clock) as client:
        yield client


async def trouble_of(client: Client, question: Question = INDEX) -> SourceError:
    """Ask and return why there was no answer."""
    with pytest.raises(SourceError) as caught:
        await client.get(question)
    return caught.value
