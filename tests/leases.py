"""Leases in memory, for tests of what is done under them."""

import asyncio

from bot.core.errors import StoreBusy
from tests.delivery.platform import MovedClock


class MemoryLeases:
    """Leases by the test's clock; the store may be away, for all or for one holder."""

    def __init__(self, clock: MovedClock) -> None:
        """Begin with none."""
        self.clock = clock
        self.rows: dict[str, tuple[str, int, float]] = {}
        self.away: set[str] = set()
        self.hangs: set[str] = set()

    async def take(self, name: str, holder: str, seconds: float) -> int | None:
        """Take or renew, as the stored ones do."""
        owner, fence, end = self.rows.get(name, ("", 0, 0.0))
        if holder in self.hangs:
            await asyncio.Event().wait()
        if holder in self.away:
            raise StoreBusy
        now = self.clock.monotonic()
        if owner != holder and end > now:
            return None
        fence += end <= now
        self.rows[name] = (holder, fence, now + seconds)
        return fence

    async def release(self, name: str, holder: str) -> None:
        """End the term."""
        if self.rows[name][0] == holder and holder not in self.away:
            self.rows[name] = (holder, self.rows[name][1], 0.0)

    def owner(self) -> str:
        """Return who holds the one lease."""
        return self.rows["poll"][0]
