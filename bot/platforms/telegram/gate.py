"""The one gate in front of everything: an update is a question, a press, an event, or nothing.

Updates are read straight from the JSON object: a wrong type is then a reason to ignore one
update and not an exception, and building the library's Update costs many times the reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from bot.core.principals import Chat, ChatKind, Principal
from bot.core.requests import Request
from bot.platforms.telegram.addressing import Me, read_address
from bot.platforms.telegram.events import Event, read_membership, read_move
from bot.platforms.telegram.reading import PLATFORM, chat_of, instant, language, whole

ALLOWED_UPDATES: Final = ("message", "callback_query", "my_chat_member")
ANONYMOUS_ADMIN: Final = 1087968824
"""@GroupAnonymousBot, the stated sender of an admin who writes as the group."""
STAND_INS: Final = frozenset({ANONYMOUS_ADMIN, 136817688, 777000})
"""Accounts that stand in for a group, a channel and Telegram itself; none is a person."""
_NOT_TYPED: Final = {
    "is_automatic_forward": "forwarded from a linked channel",
    "forward_origin": "forwarded",
    "forward_date": "forwarded",
    "via_bot": "through another bot",
    "business_connection_id": "business message",
    "sender_business_bot": "business message",
    "edit_date": "edited",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A typed line and the message that holds it."""

    request: Request
    message: int | None
    """None where a reply cannot refer to it."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed; chat and message are None where Telegram no longer shows it."""

    query: str
    data: str
    principal: Principal
    chat: Chat | None
    message: int | None
    language: str | None
    editable: bool = True
    """Whether the answer can take the message's place: not where the chat moved since."""
    photo: bool = False
    """The message shows a photo."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that nobody answers, with the reason for the log."""

    reason: str


Heard: TypeAlias = Question | Press | Event
Read: TypeAlias = Heard | Ignored


def read_update(update: Mapping[str, Any], me: Me) -> Read:
    """Read one update; never raise, whatever its shape."""
    message = update.get("message")
    if isinstance(message, dict):
        return _read_message(message, me)
    query = update.get("callback_query")
    if isinstance(query, dict):
        return _read_press(query)
    change = update.get("my_chat_member")
    if isinstance(change, dict):
        return read_membership(change) or Ignored("a change that is not about writing")
    return Ignored("another kind of update")


def _read_message(message: Mapping[str, Any], me: Me) -> Read:
    """Read a message that somebody typed here, now, as themselves; or the news that it moved."""
    reason = next((reason for mark, reason in _NOT_TYPED.items() if mark in message), None)
    if reason:
        return Ignored(reason)
    if move := read_move(message):
        return move
    text, number, at = message.get("text"), whole(message.get("message_id")), instant(message)
    if not isinstance(text, str) or number is None or at is None:
        return Ignored("no text")
    return _read_typed(message, text, number, at, me)


def _read_typed(message: Mapping[str, Any], text: str, number: int, at: datetime, me: Me) -> Read:
    """Read a text: in which chat, by whom, and to whom."""
    chat = chat_of(message)
    if chat is None:
        return Ignored("not a chat of people")
    principal = _sender(message, chat)
    if isinstance(principal, Ignored):
        return principal
    said = read_address(message, text, me)
    if said is None:
        return Ignored("for another bot")
    addressed = said.named or chat.kind is ChatKind.PRIVATE
    request = Request(
        chat,
        principal,
        said.text,
        at,
        addressed=addressed,
        language=language(message.get("from")),
        links=True,
    )
    return Question(request, number)


def _sender(message: Mapping[str, Any], chat: Chat) -> Principal | Ignored:
    """Return who wrote it, as Telegram vouches for it; stand-ins and contradictions are nobody."""
    author = message.get("from")
    number = whole(author.get("id")) if isinstance(author, dict) else None
    if "sender_chat" in message:
        return _sender_chat(message["sender_chat"], number, chat)
    if not isinstance(author, dict) or number is None:
        return Ignored("no sender")
    if author.get("is_bot") is not False or number in STAND_INS:
        return Ignored("sent by a bot")
    if chat.kind is ChatKind.PRIVATE and number != chat.id:
        return Ignored("sender and chat disagree")
    return Principal(PLATFORM, number)


def _sender_chat(sender: object, author: int | None, chat: Chat) -> Principal | Ignored:
    """Accept one chat as a sender: the group itself, for an anonymous admin of it."""
    own = isinstance(sender, dict) and sender.get("id") == chat.id and chat.kind is ChatKind.GROUP
    if own and author == ANONYMOUS_ADMIN:
        return Principal(PLATFORM, chat.id, admin=True)
    return Ignored("sent as a channel")


def _read_press(query: Mapping[str, Any]) -> Read:
    """Read a press; the presser is always a real account, also for anonymous admins."""
    key, data, presser = query.get("id"), query.get("data"), query.get("from")
    if not isinstance(key, str) or not isinstance(data, str) or not isinstance(presser, dict):
        return Ignored("not a button of ours")
    number = whole(presser.get("id"))
    if number is None or presser.get("is_bot") is not False or number in STAND_INS:
        return Ignored("pressed by no person")
    shown = query.get("message")
    shown = shown if isinstance(shown, dict) else {}
    chat = chat_of(shown)
    # A message that can no longer be read has date 0 and cannot be edited either.
    message = whole(shown.get("message_id")) if instant(shown) else None
    principal = Principal(PLATFORM, number)
    photo = bool(shown.get("photo"))
    return Press(key, data, principal, chat, message, language(presser), photo=photo)
