"""What the clock needs of a platform: to lay a reply out as a push, without any chat in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.core.i18n import N_
from bot.core.ports import StoredButton
from bot.core.replies import Reply

RESENT = N_("(sent again)")
"""The mark of a message of which an earlier copy may have arrived."""


@dataclass(frozen=True, slots=True)
class Push:
    """A rendered push: the body of each message in order, and the lines of its buttons.

    The same reply always gives the same bodies: button ids are made from their lines, and such
    a button may be pressed by anyone in any chat that shows it.
    """

    bodies: Sequence[Mapping[str, object]]
    buttons: Sequence[StoredButton] = ()


class Pusher(Protocol):
    """A platform's way to lay out pushes."""

    @property
    def platform(self) -> str:
        """Return the platform's name, as chats bear it."""

    @property
    def bot(self) -> str:
        """Return the account's name in the outbox, such as `telegram:123`."""

    def push(self, reply: Reply, language: str) -> Push:
        """Lay out a reply for any of the platform's chats."""


class Place(NamedTuple):
    """Where a row stands among those that were sent: rows are not sent in the order of ids."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A push, or an edit of one, that was sent."""

    place: Place
    message: int
    """The id of the push itself: an edit takes the place of the one with its `message`."""
    body: Mapping[str, object]


class Pushes(Protocol):
    """What was sent to a bot that has no server of its own to send to."""

    async def since(self, bot: str, after: Place, limit: int) -> Sequence[Shown]:
        """Return pushes and edits that were sent after a place, in order."""
