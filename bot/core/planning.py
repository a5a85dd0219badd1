"""What is due, by variant, and what becomes of it: the words between the digests and the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from bot.core.ports import StoredButton
from bot.core.subscriptions import Form, Occurrence, Pause, Schedule


@dataclass(frozen=True, slots=True)
class Variant:
    """Orders that are due at once and read the same: they get one content."""

    platform: str
    key: str
    """What sets it apart from other variants of the platform and language, for the store."""
    reads: str
    """What makes chats read it differently, packed: see `bot.core.reads`."""
    line: str
    schedule: Schedule
    form: Form
    skip_closed: bool
    moved: Decimal | None
    due: Occurrence


@dataclass(frozen=True, slots=True)
class Idle:
    """Orders that run alike and have no next run although nothing pauses them."""

    platform: str
    key: str
    line: str
    schedule: Schedule
    form: Form
    skip_closed: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a variant's run: messages, or nothing with the reason."""

    variant: Variant
    next: Occurrence | None
    """The run after this one."""
    bodies: Sequence[Mapping[str, object]] = ()
    """The messages in order; none = the run is left out."""
    buttons: Sequence[StoredButton] = ()
    facts: str = ""
    """What the first message states, as JSON: later layouts are compared with it."""
    expires_at: datetime | None = None
    reason: str = ""
    """Why the run is left out; recorded unless it is empty."""
    pause: Pause = Pause.NONE
    """Why the orders have no next run."""
    silent: bool = True
    """Whether it makes no sound where the order itself says nothing about that."""
    hushed: bool = False
    """Whether it makes no sound whatever the order says: these are the quiet hours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Messages of one variant and local date that show the same content now."""

    variant: Variant
    content: str
    """The hash of the content that they show."""
    facts: str


@dataclass(frozen=True, slots=True)
class Change:
    """What takes the place of a shown content, and what is said beside it."""

    shown: Shown
    body: Mapping[str, object]
    facts: str
    buttons: Sequence[StoredButton] = ()
    aloud: Mapping[str, object] | None = None
    """A message that replies to the changed one; None = the edit is enough."""
    silent: bool = True
    """Whether that message makes no sound."""


class Planning(Protocol):
    """The standing orders as the clock sees them: over all chats."""

    async def due(self, now: datetime) -> Sequence[Variant]:
        """Return the variants of the orders whose next run is due, the oldest first."""

    async def idle(self) -> Sequence[Idle]:
        """Return the orders that have no next run although nothing pauses them."""

    async def restart(self, orders: Idle, following: Occurrence) -> int:
        """Give such orders their next run; return how many."""

    async def carry_out(self, plans: Sequence[Plan], bots: Mapping[str, str]) -> int:
        """Add the plans' messages to the outbox and move their orders on; count the messages.

        `bots` names the sending account of each platform. Each page of orders is one
        transaction; a message's key is unique on (order, local date, part), so that doing it
        twice, or from two processes at once, adds nothing.
        """

    async def shown(self, first: date, last: date, lines: Sequence[str]) -> Sequence[Shown]:
        """Return what first messages of runs on these local dates show, of lines that begin so."""

    async def pin(self, variant: Variant, bots: Mapping[str, str]) -> int:
        """Add the pins of a variant's first messages of its day to the outbox; return how many."""

    async def change(self, wanted: Change, bots: Mapping[str, str]) -> int:
        """Add the edits (and replies) of one change to the outbox; return how many."""


class Publication(Protocol):
    """How far the exchanges are with a session."""

    async def lacking(self, session: date) -> bool:
        """Tell whether prices of the session are still to come from a market."""

    async def priced(self, session: date) -> bool:
        """Tell whether a market has told prices of the session."""

    async def changed_at(self, session: date) -> datetime | None:
        """Return when something of the session was last taken in; None = never."""
