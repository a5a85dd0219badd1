"""A `banquet worker` without the platform's limits, as a process of its own."""

import asyncio
import os
from dataclasses import replace

from bot.config import load
from bot.core.clock import SystemClock
from bot.running import until_stopped
from bot.sending import Outgoing
from bot.starting import accounts_of
from storage.engine import open_store


async def work() -> None:
    """Send until a signal."""
    config, clock = load(None, os.environ), SystemClock()
    store = await open_store(config.storage_url, clock)
    (account,) = accounts_of(config)
    try:
        async with Outgoing(store, config, clock).sent_together(replace(account, limits=None)):
            await until_stopped(clock.sleep(3600))
    finally:
        await account.close()
        await store.close()


if __name__ == "__main__":
    asyncio.run(work())
