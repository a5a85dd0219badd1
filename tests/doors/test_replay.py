"""A replayed day, as an operator starts it: the digest of the story arrives at its minute, once."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.core.clock import SystemClock
from tests.faults.telegram_kill import environment, free_port
from tests.standins.telegram.people import ALICE, People
from tests.standins.telegram.server import TelegramStandIn

ROOT = Path(__file__).parents[2]
AS_OF = "2025-02-03T14:44:50+08:00"
PATIENCE = 60.0


@pytest.mark.slow
async def test_the_replay_delivers_the_digest_at_its_minute(tmp_path: Path) -> None:
    """Ordered ten seconds before, it comes on the minute with the day's own figures."""
    async with TelegramStandIn() as standin:
        people = People(standin.world, SystemClock().now())
        people.say("/subscribe 14:45 /digest", by=ALICE)
        environ = environment(standin, tmp_path, "polling", free_port())
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--as-of", AS_OF,
            env={**environ, "BANQUET_BOT__LANGUAGE": "zh-TW"}, cwd=ROOT,
        )  # fmt: skip
        try:
            await shown(standin, 2)
            people.say("/subscriptions", by=ALICE)
            await shown(standin, 3)
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 15)
        order, digest, listed = standin.world.shown(ALICE)
        assert order.startswith("已訂閱：/digest")
        assert digest.startswith("收盤快報｜2025-02-03（一，開紅盤）")
        for words in (
            "加權指數 22,694.71 ▼830.70（-3.53%）",
            "漲 4・跌 8（跌停 2）",
            "中位數 -6.21%",
        ):
            assert words in digest
        assert "14:45" in listed
    assert process.returncode == 0


async def shown(standin: TelegramStandIn, count: int) -> None:
    """Wait until Alice has so many messages."""
    world = standin.world
    async with asyncio.timeout(PATIENCE):
        while len(world.shown(ALICE)) < count:
            world.changed.clear()
            await world.changed.wait()
