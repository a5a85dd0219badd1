"""A little that unpacks to 300 MiB costs no more memory than an answer may."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests.standins.exchange.faults import Fault
from tests.standins.exchange.server import ExchangeServer

ROOT = Path(__file__).parents[2]
MIB = 2**20


@pytest.mark.slow
async def test_a_bomb_is_refused_within_bounds() -> None:
    """At most 16 MiB more at the peak, and the loop goes on meanwhile."""
    async with ExchangeServer() as server:
        server.world.faults.on(Fault("bomb", host="twse", at=300))
        program = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.sources.bombed", server.twse, server.tpex),
            cwd=ROOT,
            stdout=PIPE,
        )
        said, _ = await program.communicate()

    reason, grown, lag = json.loads(said)
    assert reason == "unpacked"
    assert grown <= 16 * MIB
    assert lag < 1.0
