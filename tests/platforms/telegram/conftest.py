"""The door, opened in both modes."""

import socket
from collections.abc import AsyncIterator

import pytest

from tests.platforms.telegram.door import Door, open_door


@pytest.fixture(params=["polling", "webhook"])
async def door(request: pytest.FixtureRequest) -> AsyncIterator[Door]:
    """A running room, once for each way of taking updates."""
    async with open_door(request.param) as opened:
        yield opened


@pytest.fixture
async def polled() -> AsyncIterator[Door]:
    """A running room that polls, for what does not depend on the way in."""
    async with open_door() as opened:
        yield opened


@pytest.fixture
def unused_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
