"""Who asks, from where, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class ChatKind(StrEnum):
    """How public a chat is."""

    PRIVATE = "private"
    GROUP = "group"


class Access(StrEnum):
    """Who may call a command; in a private chat everyone runs their own chat."""

    ANYONE = "anyone"
    EDITOR = "editor"  # whom an admin of the group named, and the admins
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
    local: bool = False
    """Whoever sits at this machine's console or page runs this Banquet."""

    @property
    def key(self) -> str:
        """Return the form that `[bot] owners` uses, e.g. `telegram:123`."""
        return f"{self.platform}:{self.id}"
