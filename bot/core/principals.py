"""Who asks, from where, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class ChatKind(StrEnum):
    """How public a chat is."""

    PRIVATE = "private"
    GROUP = "group"


class Access(StrEnum):
    """Who may call a command: anyone, a group's admins (anyone in private), or the owners."""

    ANYONE = "anyone"
    ADMIN = "admin"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Chat:
    """A place where people talk: platform, its numeric id there, and the topic or thread."""

    platform: str
    id: int
    kind: ChatKind = ChatKind.PRIVATE
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asked, as the platform verified it; names and usernames are never an identity."""

    platform: str
    id: int
    admin: bool | None = None
    """True or False where the platform's own update proves it; None = ask the Admins port."""

    @property
    def key(self) -> str:
        """Return the form that `[bot] owners` uses, e.g. `telegram:123`."""
        return f"{self.platform}:{self.id}"
