"""`banquet worker`: send beside `banquet run`, on this machine or another."""

import sys
from contextlib import AsyncExitStack

from bot.config import Config
from bot.core.clock import Clock
from bot.core.errors import OperatorError
from bot.logs import configure
from bot.running import until_stopped
from bot.sending import Outgoing
from bot.starting import accounts_of
from storage.engine import open_store


async def run_worker(config: Config, clock: Clock) -> None:
    """Send for every account with a token until a signal; what is in flight is settled."""
    configure(config.log.level, config.log.format, config.secrets)
    for warning in config.warnings:
        print(f"banquet: {warning}", file=sys.stderr)
    if config.storage_url.startswith("sqlite"):
        raise OperatorError("worker needs PostgreSQL in [storage] url; on SQLite `run` does it all")
    store = await open_store(config.storage_url, clock)
    try:
        await until_stopped(_send(Outgoing(store, config, clock)))
    finally:
        await store.close()


async def _send(outgoing: Outgoing) -> None:
    """Send until cancelled."""
    accounts = accounts_of(outgoing.config)
    if not accounts:
        raise OperatorError("worker has nothing to send for: set a token")
    async with AsyncExitStack() as stack:
        for account in accounts:
            stack.push_async_callback(account.close)
            await stack.enter_async_context(outgoing.sent_together(account))
        while True:
            await outgoing.clock.sleep(3600)
