"""How an account's messages leave: by this process alone, or shared out among all that may send."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.config import Config
from bot.core.clock import Clock
from bot.core.ports import Sender
from bot.core.sending import Limits
from bot.crew import Crew
from bot.delivery.drain import Drain
from bot.leading import led
from storage.shards import StoredShards
from storage.store import Store

Wake = Callable[[], None]
"""Called when rows were added to the outbox."""


@dataclass(frozen=True, slots=True)
class Account:
    """A bot account with the way to its platform."""

    bot: str
    sender: Sender
    close: Callable[[], Awaitable[None]]
    limits: Limits | None = None
    """How fast it may send; None = as fast as it can."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The store, and what tells whether other processes send from it too."""

    store: Store
    config: Config
    clock: Clock

    @property
    def shared(self) -> bool:
        """Tell whether the store is a server that many processes use."""
        return not self.store.database.is_sqlite

    async def serve(
        self, account: Account, lease: str, take: Callable[[Wake], Awaitable[None]]
    ) -> None:
        """Take what comes in while we lead, and send what goes out.

        Whoever stands by sends from a shared store too; an embedded one is wholly the leader's.
        """
        leases = self.store.leases
        if self.shared:
            async with self.sent_together(account) as wake:
                await led(leases, lease, partial(take, wake), self.clock)
            return

        async def term() -> None:
            """Take and send."""
            async with self.sent_alone(account) as wake:
                await take(wake)

        await led(leases, lease, term, self.clock)

    def sent_together(self, account: Account) -> AbstractAsyncContextManager[Wake]:
        """Send this process's part of an account's rows."""
        from bot.sharing import shared  # noqa: PLC0415 - needs banquet[scale]

        taken: set[int] = set()
        crew = Crew(
            bot=account.bot,
            outbox=self.store.outbox,
            shards=StoredShards(self.store.database),
            leases=self.store.leases,
            clock=self.clock,
            drain=self._drain(account, taken),
            taken=taken,
        )
        return shared(self.config.storage_url, crew, self.clock)

    @asynccontextmanager
    async def sent_alone(self, account: Account) -> AsyncIterator[Wake]:
        """Send all of an account's rows; at the end settle what is in flight."""
        drain = self._drain(account, None)
        sending = asyncio.create_task(drain.run())
        try:
            yield drain.wake
        finally:
            await drain.stop()
            await sending

    def _drain(self, account: Account, shards: set[int] | None) -> Drain:
        """Return the way out for one account, for some shards or for all."""
        outbox, bot = self.store.outbox, account.bot
        return Drain(outbox, account.sender, self.clock, bot, limits=account.limits, shards=shards)
