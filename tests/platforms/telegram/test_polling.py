"""Two programs with one token: neither asks too often, and one of them gives way."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from bot.core.leases import StandDown
from bot.core.ports import Arrival
from bot.platforms.telegram.polling import CONFLICT_SECONDS, LONGEST_CONFLICT_SECONDS, Poller
from bot.platforms.telegram.settings import TelegramSettings
from bot.platforms.telegram.transport import Transport
from tests.fakes import FakeClock
from tests.standins.telegram.server import TelegramStandIn


class NotedClock(FakeClock):
    """A clock that notes when it was slept on."""

    def __init__(self) -> None:
        """Begin without a sleep."""
        super().__init__()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Pass the time and note the moment."""
        self.slept.append(self.monotonic())
        await super().sleep(seconds)


class Peace(Exception):  # noqa: N818 - ends the test
    """Enough hours have passed."""


class HourClock(NotedClock):
    """A clock on which every sleep lasts an hour, five times."""

    async def sleep(self, seconds: float) -> None:
        """Pass an hour."""
        await super().sleep(max(seconds, 3600.0))
        if len(self.slept) == 5:
            raise Peace


async def _accept(arrivals: Sequence[Arrival]) -> None:
    """Take nothing."""
    assert not arrivals


async def test_conflicts_that_go_on_end_in_standing_down(caplog: pytest.LogCaptureFixture) -> None:
    """At most one request in three seconds, and within 40 seconds the poller gives way."""
    clock = NotedClock()
    async with TelegramStandIn() as standin:
        standin.world.webhook = {"url": "https://other.example/hook"}
        transport = Transport(TelegramSettings(token=standin.world.token, api_base_url=standin.url))
        with pytest.raises(StandDown, match="another program"):
            await Poller(transport, _accept, clock).run()
        await transport.shutdown()
    assert LONGEST_CONFLICT_SECONDS < clock.monotonic() < LONGEST_CONFLICT_SECONDS + 10
    assert min(later - one for one, later in pairwise(clock.slept)) >= CONFLICT_SECONDS
    assert len([record for record in caplog.records if "elsewhere" in record.getMessage()]) == 1


async def test_conflicts_with_peace_in_between_are_no_reason(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A hand-over today and one tomorrow are two hand-overs."""
    async with TelegramStandIn() as standin:
        standin.world.webhook = {"url": "https://other.example/hook"}
        transport = Transport(TelegramSettings(token=standin.world.token, api_base_url=standin.url))
        with pytest.raises(Peace):
            await Poller(transport, _accept, HourClock()).run()
        await transport.shutdown()
    assert len([record for record in caplog.records if "elsewhere" in record.getMessage()]) == 5
