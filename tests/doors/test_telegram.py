"""The founding day through Telegram: an update in, through inbox and outbox, a message out."""

import asyncio
from pathlib import Path

from bot.core.clock import SystemClock
from tests.doors.conftest import banquet_in, open_platform
from tests.doors.founding import LINES, assert_founding_day
from tests.golden import Golden
from tests.standins.telegram.people import ALICE, People
from tests.standins.telegram.server import TelegramStandIn


async def test_the_founding_day(folder: Path, golden: Golden) -> None:
    """Polling, the store and the sender of the real program, against the strict stand-in."""
    async with TelegramStandIn() as telegram:
        people = People(telegram.world, SystemClock().now())
        token, url = telegram.world.token, telegram.url
        settings = {"BANQUET_TELEGRAM__TOKEN": token, "BANQUET_TELEGRAM__API_BASE_URL": url}
        async with (
            banquet_in(folder, **settings) as banquet,
            open_platform(banquet, "telegram"),
            asyncio.timeout(20),
        ):
            for line in LINES.values():
                people.say(line)
            while len(telegram.world.shown(ALICE)) < len(LINES):  # noqa: ASYNC110 - no event there
                await asyncio.sleep(0.01)
        sent = [entry.html for entry in telegram.world.ledger]
        methods = [entry.method for entry in telegram.world.ledger]
    assert_founding_day(*sent)
    # The dinner and the digest come with the same figures as a picture, each in one message.
    assert methods == ["sendMessage", "sendPhoto", "sendMessage", "sendPhoto"]
    for name, text in zip(LINES, sent, strict=True):
        golden(f"telegram/{name}.html", f"{text}\n")
