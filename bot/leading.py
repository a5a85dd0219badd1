"""Work that only one process at a time may do: polling, a gateway, a shard of the outbox."""

import asyncio
import contextlib
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.core.clock import Clock
from bot.core.errors import UpstreamError
from bot.core.leases import Leases, StandDown

LEASE_SECONDS = 8.0
RENEW_SECONDS = 2.0
SAFE_SECONDS = 6.0
"""Work without a renewal for so long is stopped: before anybody else can have the lease."""
STAND_DOWN_SECONDS = 120.0
"""How long a platform is left to whoever else does our work."""
RELEASE_SECONDS = 1.0
_log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


async def led(leases: Leases, name: str, work: Work, clock: Clock) -> None:
    """Do the work whenever its lease can be had, until the work ends by itself.

    Without the lease we stand by; a dead or frozen holder is followed within ten seconds.
    """
    told = False

    async def noted() -> None:
        """Say whose turn it is now."""
        nonlocal told
        told = False
        await work()

    while True:
        try:
            if await held(leases, name, noted, clock):
                return
        except StandDown as order:
            _log.error("%s stands down for %d s: %s", name, STAND_DOWN_SECONDS, order)
            await clock.sleep(STAND_DOWN_SECONDS)
        if not told:
            told = True
            _log.info("%s is for another process to do; standing by", name)
        await clock.sleep(RENEW_SECONDS)


async def held(leases: Leases, name: str, work: Work, clock: Clock) -> bool:
    """Do the work if the lease can be had now, and only while it is; tell whether it ended."""
    term = Term(leases, name, clock)
    if not await term.begun():
        return False
    task = asyncio.ensure_future(work())
    beside = [asyncio.ensure_future(term.renew()), asyncio.ensure_future(term.over())]
    try:
        await asyncio.wait({task, *beside}, return_when=asyncio.FIRST_COMPLETED)
        ended = task.done()
        if not ended:
            _log.info("the lease of %s was lost; its work stops here", name)
    finally:
        # Work may take its time to end; the lease is kept meanwhile.
        await _stopped(task)
        await _stopped(*beside)
        await term.release()
    if ended:
        task.result()
    return ended


@dataclass(slots=True)
class Term:
    """One try to hold a lease, from taking it to its end."""

    leases: Leases
    name: str
    clock: Clock
    holder: str = field(
        default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    )
    _fence: int | None = None
    _safe_until: float = float("-inf")

    async def begun(self) -> bool:
        """Take the lease if it is to be had; a store that does not answer gives none."""
        try:
            return await self.renewed()
        except UpstreamError as trouble:
            _log.warning("the lease of %s cannot be asked for: %s", self.name, trouble.message)
            return False

    async def renewed(self) -> bool:
        """Take the lease or renew it; False when it is, or meanwhile was, another's.

        Its time counts from before the question: the answer may have been long on the way.
        """
        asked = self.clock.monotonic()
        fence = await self.leases.take(self.name, self.holder, LEASE_SECONDS)
        if fence is None or self._fence not in (None, fence):
            return False
        self._fence, self._safe_until = fence, asked + SAFE_SECONDS
        return True

    async def renew(self) -> None:
        """Renew until the lease is another's; a store that does not answer is asked again."""
        while True:
            await self.clock.sleep(RENEW_SECONDS)
            try:
                if not await self.renewed():
                    return
            except UpstreamError as trouble:
                _log.warning("the lease of %s was not renewed: %s", self.name, trouble.message)

    async def over(self) -> None:
        """Wait until the last renewal is so long ago that the work must stop."""
        while (left := self._safe_until - self.clock.monotonic()) > 0:
            await self.clock.sleep(left)

    async def release(self) -> None:
        """Give the lease back, so that the next one need not wait; without the store it runs out.

        A lease that was lost is not ours to give back; the store knows.
        """
        with contextlib.suppress(UpstreamError, TimeoutError):
            async with asyncio.timeout(RELEASE_SECONDS):
                await self.leases.release(self.name, self.holder)


async def _stopped(*tasks: asyncio.Future[None]) -> None:
    """Cancel what still runs and wait for its end."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
