"""A chat's standing orders: which line, when, and how it is delivered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bot.core.audit import Author
from bot.core.principals import Chat
from bot.core.replies import Reply
from bot.core.requests import Request


class Days(StrEnum):
    """On which local dates an order runs."""

    SESSIONS = "sessions"  # the market traded
    WEEK = "week"  # the last session of each week
    DAILY = "daily"
    WEEKLY = "weekly"  # on one weekday
    MONTHLY = "monthly"  # on one day of the month; a shorter month's last day


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an order runs: a local time in a zone, on some days.

    Without a time it runs as soon as its figures are published.
    """

    days: Days
    at: time | None = None
    zone: str = "Asia/Taipei"
    on: int = 0
    """WEEKLY: 1 (Monday) to 7; MONTHLY: 1 to 31; else 0."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One run of a schedule: on which local date, and the instant from which it is due."""

    day: date
    at: datetime


class Form(StrEnum):
    """How an order is delivered."""

    MESSAGE = "message"  # a new message each time
    CARD = "card"  # one message a session, edited in place through the day


class Pause(StrEnum):
    """Why an order does not run."""

    NONE = ""
    ASKED = "asked"  # by the chat
    GONE = "gone"  # the bot was blocked, kicked or left; it resumes when the bot is back
    ZONE = "zone"  # its time zone no longer exists
    FAILED = "failed"  # seven days of failures


@dataclass(frozen=True, slots=True)
class Subscription:
    """One standing order; unique on chat, topic, line and local time."""

    id: int
    """0 until it is stored; kept when anything else changes."""
    chat: Chat
    line: str
    schedule: Schedule
    form: Form = Form.MESSAGE
    silent: bool | None = None
    """What was said of it; None = its sound is what the chat's settings say."""
    skip_closed: bool = True
    """Say nothing on days without a session; else one line says that the market is closed."""
    moved: Decimal | None = None
    """Send only if a stated figure moved at least so many percent."""
    pause: Pause = Pause.NONE
    next: Occurrence | None = None
    """The run that comes next; None while it is paused."""
    made_by: int = 0
    """The principal who ordered it."""
    made_at: datetime | None = None


class Subscriptions(Protocol):
    """Standing orders; every look-up and change is confined to one chat and recorded."""

    async def of(self, chat: Chat) -> Sequence[Subscription]:
        """Return the orders of a chat, in all its topics, oldest first."""

    async def find(self, chat: Chat, number: int) -> Subscription | None:
        """Return one order of this chat; None also where it belongs to another chat."""

    async def add(self, wanted: Subscription, by: Author) -> tuple[Subscription, bool]:
        """Store an order, and tell whether it is new; the same order again is returned as it is."""

    async def change(self, changed: Subscription, by: Author) -> bool:
        """Store what changed about an order of its chat; False where there is none, or its twin."""

    async def remove(self, chat: Chat, numbers: Collection[int], by: Author) -> int:
        """Remove orders of this chat and what waits to be sent for them; return how many."""


class Runs(Protocol):
    """Run a line as if it had been typed; the handlers' port `runs`."""

    async def answer(self, request: Request) -> Reply | None:
        """Answer a request; None = say nothing."""

    async def refusal(self, request: Request) -> Reply | None:
        """Return why a line may not be run here and by whom; None = it may be tried."""
