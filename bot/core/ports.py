"""What the core asks of the rooms around it, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.core.principals import Chat, Principal
from bot.core.sending import Answer, Delivery, Limits, Outcome, Part
from bot.market.bars import Bar


@dataclass(frozen=True, slots=True)
class Span:
    """The range of sessions held: first and last session, and how many bars."""

    first: date
    last: date
    bars: int


class Lack(StrEnum):
    """Why figures of a session are not held."""

    NOTHING_KNOWN = "nothing_known"  # nobody stands behind the store, or nobody has them
    ON_THE_WAY = "on_the_way"
    UNPUBLISHED = "unpublished"
    PARTLY_PUBLISHED = "partly_published"
    SILENT = "silent"  # the source did not answer, or was not believed


class Bars(Protocol):
    """Daily bars by session."""

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the bars of these codes in one session, asking the sources where it helps.

        Absent ones are left out.
        """

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the same from what is held, at once: for figures beside those asked for."""

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return what `latest` does, after a look at the sources for sessions newer than that."""

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to `until` (inclusive) that holds `at_least` of the codes."""

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session from `since` (inclusive) that holds `at_least` of the codes."""

    async def span(self, until: date) -> Span | None:
        """Return the range held up to `until`; None when nothing is."""

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell why these codes have no bar in a session, as far as the sources know."""


class Archive(Protocol):
    """Where bundled bars are loaded into."""

    async def load(self, revision: str, bars: Sequence[Bar]) -> int:
        """Store the bars once per revision; return how many were written (0 = had them)."""


class Chats(Protocol):
    """What a chat has chosen."""

    async def language(self, chat: Chat) -> str | None:
        """Return the chat's stored language, `zh-TW` or `en`; None when it never chose."""

    async def set_language(self, chat: Chat, language: str, at: datetime) -> None:
        """Store the chat's language."""


class Admins(Protocol):
    """Ask a platform who runs a chat; raise when it cannot be known (then nobody may)."""

    async def is_admin(self, chat: Chat, principal: Principal) -> bool:
        """Tell whether the principal is an admin of the chat at this moment."""


@dataclass(frozen=True, slots=True)
class StoredButton:
    """A button's command line: where it is shown, who may press it, until when."""

    id: str
    line: str
    platform: str
    chat: int
    presser: int | None
    """The only principal id that may press it; None = anyone in the chat."""
    expires_at: datetime
    once: bool = False
    """Works a single time: it confirms a change."""


class Buttons(Protocol):
    """Button lines by id, so that buttons survive a restart."""

    async def keep(self, buttons: Sequence[StoredButton]) -> None:
        """Store the buttons."""

    async def find(self, button_id: str) -> StoredButton | None:
        """Return a stored button, expired or not; None when it is unknown."""

    async def take(self, button_id: str, at: datetime) -> bool:
        """Use a button that works once: let it expire now; False where it had before."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came in: the platform's update id and its JSON text."""

    id: int
    payload: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Handled:
    """An update that was dealt with: what to send, and which buttons that shows."""

    id: int
    parts: Sequence[Part] = ()
    buttons: Sequence[StoredButton] = ()


class Inbox(Protocol):
    """Updates, committed before they are confirmed to the platform."""

    async def keep(self, bot: str, arrivals: Sequence[Arrival]) -> int:
        """Commit the arrivals; return how many were new (an id is kept once per bot)."""

    async def waiting(self, bot: str, limit: int) -> list[Arrival]:
        """Return arrivals not dealt with yet, oldest id first."""

    async def settle(self, bot: str, handled: Sequence[Handled]) -> None:
        """In one transaction mark updates as dealt with and add their parts and buttons."""


class Outbox(Protocol):
    """Messages on their way to a platform."""

    async def add(self, parts: Sequence[Part]) -> int:
        """Commit the parts; return how many were new (a key is kept once)."""

    async def turn(  # noqa: PLR0913 - one transaction needs all of it
        self,
        bot: str,
        outcomes: Sequence[Outcome],
        limit: int,
        now: datetime,
        *,
        limits: Limits | None = None,
        shards: Collection[int] | None = None,
        closed: Mapping[int, datetime] | None = None,
    ) -> list[Delivery]:
        """In one transaction settle outcomes and claim up to `limit` due rows as INFLIGHT.

        A chat's rows leave in the order of their urgency, then of their age. `limits` give each
        claimed row the instant at which it may leave; `shards` confine the claim. `closed` notes
        until when a chat, or with id 0 the whole bot, may not be sent to.
        """

    async def depart(self, leaving: Sequence[Delivery]) -> set[int]:
        """Commit that rows claimed under limits leave now; return the ids that are still ours.

        Only from then on may they have arrived.
        """

    async def recover(self, bot: str, shards: Collection[int] | None = None) -> int:
        """Mark rows found INFLIGHT at start as ambiguous, to be sent once more; count them."""

    async def next_due(self, bot: str) -> datetime | None:
        """Return when the next waiting row may leave, at the earliest; None when none waits."""

    async def closed_until(self, bot: str, chat: int = 0) -> datetime | None:
        """Return until when nothing may leave to a chat or, by default, to any; None = open."""


class Notes(Protocol):
    """Small facts kept between starts, such as the hash of the command menu last sent."""

    async def read(self, key: str) -> str | None:
        """Return the note; None when there is none."""

    async def write(self, key: str, text: str) -> None:
        """Keep the note."""


class Sender(Protocol):
    """The one way out to a platform."""

    async def send(self, delivery: Delivery) -> Answer:
        """Send one delivery and say what the platform answered; never raise."""
