"""What was called, in order."""

import asyncio
from dataclasses import dataclass, field

from tests.standins.discord.refusals import JSON


@dataclass(frozen=True, slots=True)
class Call:
    """One REST call and how it was answered."""

    method: str
    path: str
    body: object
    status: int


@dataclass(slots=True)
class Ledger:
    """Every REST call and every gateway handshake."""

    calls: list[Call] = field(default_factory=list)
    identifies: list[JSON] = field(default_factory=list)
    resumes: list[JSON] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, call: Call) -> None:
        """Write a call down."""
        self.calls.append(call)
        self.changed.set()

    async def refusal(self) -> Call:
        """Wait for the first call that is refused."""
        async with asyncio.timeout(5):
            while not self.refused():
                self.changed.clear()
                await self.changed.wait()
        return self.refused()[0]

    def to(self, part: str) -> list[Call]:
        """Return the calls whose path has a part."""
        return [call for call in self.calls if part in call.path]

    def refused(self) -> list[Call]:
        """Return the calls that were refused."""
        return [call for call in self.calls if call.status >= 400]
