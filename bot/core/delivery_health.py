"""How messages and digests are getting on: numbers alone, never a chat's id or name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Protocol

from bot.core.clock import TAIPEI
from bot.core.principals import Chat
from bot.core.registry import Registry
from bot.core.topics import Topic, topic_of

CARD = "card"
"""What stands for the orders of a card, whatever their line."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """The messages of one platform: those on their way, and what became of today's."""

    platform: str
    waiting: int = 0
    ambiguous: int = 0
    """Those of the waiting that may have arrived once already."""
    oldest: datetime | None = None
    """Since when the oldest waits."""
    sent: int = 0
    dead: int = 0
    expired: int = 0
    paused_until: datetime | None = None
    """The end of a penalty of the whole bot."""
    refused: bool = False
    """The platform does not take the bot's token."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Standing orders of one kind that run."""

    kind: str
    """A digest's line, CARD, or "" for other lines; by `kinds_of` a Topic."""
    count: int
    due: int
    next: datetime | None
    last: datetime | None
    """When one of the oldest of them was last sent."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Runs that were left out for one reason."""

    reason: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """All of it, at one moment."""

    traffic: Sequence[Traffic]
    ordered: Sequence[Ordered]
    skipped: Sequence[Skipped]
    schema: str
    """The revision of the store's tables."""


@dataclass(frozen=True, slots=True)
class LostTopic:
    """A topic that takes no messages any more, with the account that found out."""

    chat: Chat
    bot: str
    language: str
    """The chat's; "" where it never chose."""


class LostTopics(Protocol):
    """Ask the store which topics are closed or gone."""

    async def since(self, since: datetime) -> Sequence[LostTopic]:
        """Return the topics whose messages were sent to the chat itself since an instant."""


class DeliveryHealth(Protocol):
    """Ask the store how the deliveries are getting on."""

    async def status(self, now: datetime, chat: Chat | None = None) -> Status:
        """Return the state of everything, or of what concerns one chat."""

    async def refused(self) -> set[str]:
        """Name the platforms whose last answers did not take the bot's token."""

    async def skipped(self, since: datetime, chat: Chat | None = None) -> Sequence[Skipped]:
        """Return the runs that were left out since an instant, the latest first."""


def today_began(now: datetime) -> datetime:
    """Return when the day began in Taipei."""
    return datetime.combine(now.astimezone(TAIPEI).date(), time(), TAIPEI)


def kinds_of(ordered: Sequence[Ordered], registry: Registry) -> Mapping[Topic, Ordered]:
    """Return the orders by what they are about."""
    found: dict[Topic, Ordered] = {}
    for one in ordered:
        topic = Topic.CARD if one.kind == CARD else topic_of(one.kind, registry)
        known = found.get(topic)
        found[topic] = replace(one, kind=topic.value) if known is None else _both(known, one)
    return found


def _both(one: Ordered, other: Ordered) -> Ordered:
    """Count two kinds as one."""
    return Ordered(
        one.kind,
        one.count + other.count,
        one.due + other.due,
        min(filter(None, (one.next, other.next)), default=None),
        max(filter(None, (one.last, other.last)), default=None),
    )
