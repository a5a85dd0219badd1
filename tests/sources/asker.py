"""A program that asks the stand-in some times, under the budget of a store.

Run it as `python -m tests.sources.asker STORE_URL EXCHANGE_URL TIMES`.
"""

import asyncio
import sys

from bot.core.clock import SystemClock
from bot.sources.client import Client
from storage.engine import open_store
from tests.sources.asking import INDEX, settings_of


async def main(url: str, exchange: str, times: str) -> None:
    """Ask all at once."""
    clock = SystemClock()
    store = await open_store(url, clock)
    client = Client(settings_of(exchange), store.budget, clock)
    try:
        await asyncio.gather(*(client.get(INDEX) for _ in range(int(times))))
    finally:
        await client.close()
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
