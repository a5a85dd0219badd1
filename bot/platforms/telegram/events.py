"""What happens to a chat as a whole: the bot is let in or put out, a group gets another id."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bot.core.principals import Chat, ChatKind
from bot.platforms.telegram.reading import chat_of, whole

_OUT: Final = frozenset({"kicked", "left"})
_IN: Final = frozenset({"member", "administrator", "creator"})
FIRST_SUPERGROUP: Final = -1_000_000_000_000
"""Ids from here down are of supergroups and channels, which never get another one."""


@dataclass(frozen=True, slots=True)
class Away:
    """The bot was blocked, removed, or may not write any more."""

    chat: Chat
    reason: str


@dataclass(frozen=True, slots=True)
class Back:
    """The bot may write; `added` tells that it was let into a group just now."""

    chat: Chat
    added: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, under a new id."""

    old: int
    new: int


Event: TypeAlias = Away | Back | Moved


def read_membership(change: Mapping[str, Any]) -> Event | None:
    """Read a change of the bot's own membership; None where it says nothing about writing."""
    chat, now = chat_of(change), change.get("new_chat_member")
    status = now.get("status") if isinstance(now, dict) else None
    if chat is None or not isinstance(now, dict) or not isinstance(status, str):
        return None
    if status in _OUT:
        return Away(chat, status)
    if status in _IN:
        before = change.get("old_chat_member")
        was = before.get("status") if isinstance(before, dict) else None
        return Back(chat, added=was in _OUT and chat.kind is ChatKind.GROUP)
    if status != "restricted":
        return None
    if now.get("is_member") is False or now.get("can_send_messages") is False:
        return Away(chat, status)
    return Back(chat)


def read_move(message: Mapping[str, Any]) -> Moved | None:
    """Read either of the two service messages of a group that gets another id."""
    here = chat_of(message)
    to, since = (whole(message.get(f"migrate_{way}_chat_id")) for way in ("to", "from"))
    if here is None or (to is None) == (since is None):
        return None
    old, new = (here.id, to or 0) if since is None else (since, here.id)
    return Moved(old, new) if _is_basic(old) and new <= FIRST_SUPERGROUP else None


def may_have_moved(chat: Chat) -> bool:
    """Tell whether a chat is of the kind that can get another id: a basic group."""
    return _is_basic(chat.id)


def _is_basic(chat: int) -> bool:
    """Tell whether an id is one of a basic group."""
    return FIRST_SUPERGROUP < chat < 0
