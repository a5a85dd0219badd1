"""The shards of one account that this process sends: which, and for how long."""

import random
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from bot.core.clock import Clock
from bot.core.leases import Leases
from bot.core.ports import Outbox
from bot.delivery.drain import Drain
from bot.leading import held
from storage.shards import lease_of

LOOK_SECONDS = 0.5
"""How often rows that another process added are looked for."""
IDLE_SECONDS = 3.0
SHORTEST_TURN, LONGEST_TURN = 10.0, 20.0
"""Seconds after which a shard goes round, so that workers who come later get their part."""
LANDING_SECONDS = 65.0
"""Longer than any send."""
_CHANCE = random.SystemRandom()


class Shards(Protocol):
    """Which shards of an account have something to send."""

    async def busy(self, bot: str) -> set[int]:
        """Return the shards with rows that may leave now, or that left and were not settled."""

    async def flying(self, bot: str) -> set[int]:
        """Return the shards with rows that left and were not settled."""

    async def orphaned(self, bot: str) -> set[int]:
        """Return the busy shards that nobody sends."""

    async def end_frozen(self) -> int:
        """End sessions in which a frozen process holds rows over the others; count them."""


@dataclass(slots=True)
class Crew:
    """Send the shards that are given to this process, all through one drain.

    The drain looks at `taken` at every turn. A shard is taken under a lease of its own, whatever
    the jobs say: two senders of one shard would each take the other's messages for lost ones.
    """

    bot: str
    outbox: Outbox
    shards: Shards
    leases: Leases
    clock: Clock
    drain: Drain
    taken: set[int]
    _stopping: bool = False
    _busy: AbstractSet[int] = frozenset()
    _looked: float = field(default=float("-inf"))

    async def serve(self, shard: int) -> bool:
        """Send a shard's rows for a while, unless another process does; True: there are more."""
        turn, name = partial(self._serve, shard), lease_of(self.bot, shard)
        if self._stopping or not await held(self.leases, name, turn, self.clock):
            return False
        return shard in self._busy and not self._stopping

    async def stop(self) -> None:
        """Claim nothing more, settle what comes back, and let all shards go."""
        self._stopping = True
        await self.drain.stop()

    async def _serve(self, shard: int) -> None:
        """Take over what an earlier holder left, and send until idle or until the turn is over."""
        await self.outbox.recover(self.bot, {shard})
        self.taken.add(shard)
        self.drain.wake()
        try:
            await self._used_up(shard)
        finally:
            self.taken.discard(shard)
        await self.drain.between_turns()
        await self._landed(shard)

    async def _used_up(self, shard: int) -> None:
        """Wait for the end of the turn, or until there was nothing to send for a while."""
        now = used = self.clock.monotonic()
        end = now + _CHANCE.uniform(SHORTEST_TURN, LONGEST_TURN)
        while not self._stopping and now < end and now - used < IDLE_SECONDS:
            await self.clock.sleep(LOOK_SECONDS)
            now = self.clock.monotonic()
            if shard in await self._look():
                used = now

    async def _look(self) -> AbstractSet[int]:
        """Return the busy shards: one look serves all that ask within half a second."""
        if self.clock.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = self.clock.monotonic()
            self._busy = await self.shards.busy(self.bot)
            if self._busy & self.taken:
                self.drain.wake()
        return self._busy

    async def _landed(self, shard: int) -> None:
        """Wait for the answers of what left: the next holder takes open rows for lost ones."""
        end = self.clock.monotonic() + LANDING_SECONDS
        while shard in await self.shards.flying(self.bot) and self.clock.monotonic() < end:
            await self.clock.sleep(LOOK_SECONDS / 5)
