"""The last step before bytes leave: it is committed, for all that leave at that moment at once."""

import asyncio

from bot.core.ports import Outbox
from bot.core.sending import Delivery


class Departures:
    """Commit departures; those that come while a commit is under way share the next one."""

    def __init__(self, outbox: Outbox) -> None:
        """Commit in this outbox."""
        self._outbox = outbox
        self._waiting: dict[int, tuple[Delivery, asyncio.Future[bool]]] = {}
        self._busy = False

    async def depart(self, delivery: Delivery) -> bool:
        """Return once the departure is committed; False where the claim was lost meanwhile."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[delivery.id] = (delivery, done)
        if not self._busy:
            await self._commit()
        return await done

    async def _commit(self) -> None:
        """Commit whatever waits, until nothing does; a failure is that of those who waited."""
        self._busy = True
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, {}
                await self._settle(batch)
        finally:
            self._busy = False

    async def _settle(self, batch: dict[int, tuple[Delivery, "asyncio.Future[bool]"]]) -> None:
        """Commit one batch and tell everybody how it went."""
        try:
            ours = await self._outbox.depart([delivery for delivery, _ in batch.values()])
        except Exception as failure:  # noqa: BLE001 - handed on to everybody who waits
            for _, done in batch.values():
                if not done.done():
                    done.set_exception(failure)
            return
        for number, (_, done) in batch.items():
            if not done.done():
                done.set_result(number in ours)
