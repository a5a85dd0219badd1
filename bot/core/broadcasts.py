"""A word of the operator to all chats: drafted, confirmed, sent once to each, or stopped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from bot.core.audit import Author
from bot.core.i18n import Say
from bot.core.replies import Reply, paragraph
from bot.market.bilingual import Bilingual

HEARD_WITHIN: Final = timedelta(days=90)
"""A chat without subscriptions that was answered within this time is written to."""
WORTH_SENDING: Final = timedelta(hours=24)
_SIDES = re.compile(
    r"\s*(?P<first>zh|en)\s*[:：](?P<one>.+?)\s(?P<second>zh|en)\s*[:：](?P<two>.+)",
    re.DOTALL | re.IGNORECASE,
)


class Stage(StrEnum):
    """How far a broadcast is."""

    WANTED = "wanted"  # confirmed; it leaves within a minute
    OUT = "out"  # in the outbox of every chat
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One broadcast; its number is the second at which it was drafted."""

    number: int
    text: Bilingual
    stage: Stage = Stage.WANTED


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of a broadcast's messages on one platform."""

    platform: str
    waiting: int
    sent: int
    lost: int
    """Refused by the platform, or too late."""
    stopped: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A broadcast as a platform shows it in one language, and the account that sends it."""

    platform: str
    language: str
    bot: str
    bodies: Sequence[Mapping[str, object]]


class Broadcasts(Protocol):
    """Broadcasts as they are stored; sending and stopping are recorded under the operator."""

    async def audience(self, now: datetime) -> Mapping[str, int]:
        """Return how many chats would be written to now, by platform."""

    async def draft(self, text: Bilingual, at: datetime) -> int:
        """Keep a draft in place of an older one; return its number."""

    async def send(self, number: int, by: Author) -> bool:
        """Let a draft leave; False where it is not the draft any more, or another one leaves."""

    async def stop(self, by: Author) -> int | None:
        """Drop what has not left; return how many messages, None where nothing is under way."""

    async def latest(self) -> Broadcast | None:
        """Return the newest broadcast that was confirmed."""

    async def progress(self, number: int) -> Sequence[Progress]:
        """Return what became of a broadcast, by platform."""

    async def carry_out(
        self, broadcast: Broadcast, layouts: Sequence[Layout], default: str, now: datetime
    ) -> int:
        """Add a wanted broadcast's messages to the outbox; return how many.

        A chat reads its own language, or else the default one.
        """


def read_text(text: str) -> Bilingual:
    """Read `zh: … en: …` as both sides; any other text is the same on both."""
    found = _SIDES.fullmatch(text)
    if found is None or found["first"].casefold() == found["second"].casefold():
        return Bilingual(text.strip(), text.strip())
    one, two = found["one"].strip(), found["two"].strip()
    return Bilingual(one, two) if found["first"].casefold() == "zh" else Bilingual(two, one)


def announcement(text: Bilingual, say: Say) -> Reply:
    """Return what a chat is shown."""
    lines = say.pick(text).splitlines()
    return Reply(say("From those who run Banquet"), (paragraph(*lines),))
