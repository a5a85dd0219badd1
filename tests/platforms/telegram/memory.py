"""The store's ports in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.ports import Arrival, Handled, StoredButton
from bot.core.sending import Part


@dataclass(slots=True)
class MemoryInbox:
    """An inbox whose parts wait in a list; `broken` makes that many calls fail."""

    arrivals: dict[int, Arrival] = field(default_factory=dict)
    settled: list[Handled] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    buttons: dict[str, StoredButton] = field(default_factory=dict)
    broken: int = 0

    def _use(self) -> None:
        """Fail while the store is broken."""
        if self.broken:
            self.broken -= 1
            raise OSError("the disk is on fire")

    async def keep(self, bot: str, arrivals: Sequence[Arrival]) -> int:
        """Keep each id once."""
        assert bot
        self._use()
        new = {arrival.id: arrival for arrival in arrivals if arrival.id not in self.arrivals}
        self.arrivals |= new
        return len(new)

    async def waiting(self, bot: str, limit: int) -> list[Arrival]:
        """Return what is not settled, lowest id first."""
        assert bot
        self._use()
        done = {handled.id for handled in self.settled}
        return [self.arrivals[n] for n in sorted(self.arrivals) if n not in done][:limit]

    async def settle(self, bot: str, handled: Sequence[Handled]) -> None:
        """Note what was dealt with, and add parts and buttons."""
        assert bot
        self._use()
        self.settled.extend(handled)
        for one in handled:
            self.parts.extend(one.parts)
            self.buttons |= {button.id: button for button in one.buttons}


@dataclass(slots=True)
class MemoryButtons:
    """The buttons that an inbox stored."""

    inbox: MemoryInbox

    async def keep(self, buttons: Sequence[StoredButton]) -> None:
        """Store more buttons."""
        self.inbox.buttons |= {button.id: button for button in buttons}

    async def take(self, button_id: str, at: datetime) -> bool:
        """Let a button expire."""
        held = self.inbox.buttons[button_id]
        self.inbox.buttons[button_id] = replace(held, expires_at=min(held.expires_at, at))
        return held.expires_at > at

    async def find(self, button_id: str) -> StoredButton | None:
        """Return a button."""
        return self.inbox.buttons.get(button_id)


@dataclass(slots=True)
class MemoryNotes:
    """Notes in a dictionary."""

    notes: dict[str, str] = field(default_factory=dict)

    async def read(self, key: str) -> str | None:
        """Return a note."""
        return self.notes.get(key)

    async def write(self, key: str, text: str) -> None:
        """Keep a note."""
        self.notes[key] = text
