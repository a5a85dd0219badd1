"""Processes on one store keep to the limit of a source together."""

import asyncio
import sys
from pathlib import Path

import pytest

from storage.migrate import upgrade
from tests.standins.exchange.server import ExchangeServer

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
async def test_two_processes_never_exceed_the_limit(tmp_path: Path) -> None:
    """Each wants the whole budget at once; the exchange, which bans, never sees too much."""
    url = f"sqlite+aiosqlite:///{tmp_path}/banquet.db"
    await asyncio.to_thread(upgrade, url)
    async with ExchangeServer() as server:
        line = ("-m", "tests.sources.asker", url, server.twse, "3")
        programs = [
            await asyncio.create_subprocess_exec(sys.executable, *line, cwd=ROOT) for _ in range(2)
        ]
        ends = [await program.wait() for program in programs]

    assert ends == [0, 0]
    assert (len(server.requests), server.over_limit) == (6, 0)
