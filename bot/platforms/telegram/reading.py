"""Telegram's JSON objects, read one field at a time; a wrong type is None, never an exception."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bot.core.i18n import language_of
from bot.core.principals import Chat, ChatKind

PLATFORM: Final = "telegram"
_KINDS: Final = {
    "private": ChatKind.PRIVATE,
    "group": ChatKind.GROUP,
    "supergroup": ChatKind.GROUP,
}


def chat_of(message: Mapping[str, Any]) -> Chat | None:
    """Return a private chat or a group, with its topic; None for channels and the unknown."""
    chat = message.get("chat")
    if not isinstance(chat, dict):
        return None
    number, named = whole(chat.get("id")), chat.get("type")
    kind = _KINDS.get(named) if isinstance(named, str) else None
    if number is None or kind is None:
        return None
    # Outside of topics the thread id only groups replies; sending to it would be refused.
    topical = message.get("is_topic_message") is True
    topic = whole(message.get("message_thread_id")) if topical else None
    return Chat(PLATFORM, number, kind, topic)


def language(user: object) -> str | None:
    """Return the language of a user's app where it is one of ours."""
    code = user.get("language_code") if isinstance(user, dict) else None
    return language_of(code) if isinstance(code, str) else None


def instant(message: Mapping[str, Any]) -> datetime | None:
    """Return when a message was sent; None for 0, which Telegram gives unreadable ones."""
    seconds = whole(message.get("date"))
    return datetime.fromtimestamp(seconds, UTC) if seconds and 0 < seconds < 1 << 35 else None


def whole(value: object) -> int | None:
    """Return a JSON integer that a database can hold; True and False are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -(1 << 63) <= value < 1 << 63 else None
