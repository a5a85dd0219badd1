"""Who may call what: the one table that gates, help, menus and platforms read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.core.principals import Access, ChatKind


class Role(StrEnum):
    """What somebody is in a chat; an owner runs this Banquet itself."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    MEMBER = "member"


EVERYONE: Final = frozenset(Role)
# In a private chat everyone runs their own chat; owners' commands are never for a group's eyes.
ALLOWED: Final[Mapping[ChatKind, Mapping[Access, frozenset[Role]]]] = {
    ChatKind.PRIVATE: {
        Access.ANYONE: EVERYONE,
        Access.EDITOR: EVERYONE,
        Access.ADMIN: EVERYONE,
        Access.OWNER: frozenset({Role.OWNER}),
    },
    ChatKind.GROUP: {
        Access.ANYONE: EVERYONE,
        Access.EDITOR: frozenset({Role.OWNER, Role.ADMIN, Role.EDITOR}),
        Access.ADMIN: frozenset({Role.OWNER, Role.ADMIN}),
        Access.OWNER: frozenset(),
    },
}


def may(role: Role, access: Access, kind: ChatKind) -> bool:
    """Tell whether a role may call a command in a chat of this kind."""
    return role in ALLOWED[kind][access]
