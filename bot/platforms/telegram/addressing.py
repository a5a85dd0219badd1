"""Whom a message speaks to: this bot, another one, or nobody; and the text without the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account: its id and its username without the @."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Addressed:
    """A text with the bot's name cut out, and whether the bot was named."""

    text: str
    named: bool


def read_address(message: Mapping[str, Any], text: str, me: Me) -> Addressed | None:
    """Cut the bot's name from a text; None when the command names another bot."""
    word, rest = (*text.split(None, 1), "", "")[:2]
    if word.startswith("/") and "@" in word:
        name, _, suffix = word.partition("@")
        if suffix.casefold() != me.username.casefold():
            return None
        return Addressed(f"{name} {rest}".strip(), named=True)
    without = _without_mentions(message, text, me)
    return Addressed(without, named=without != text or _answers_me(message, me))


def _answers_me(message: Mapping[str, Any], me: Me) -> bool:
    """Tell whether a message replies to one of the bot's own."""
    replied = message.get("reply_to_message")
    if not isinstance(replied, dict) or "forum_topic_created" in replied:
        # In a topic every message "replies" to the service message that opened it.
        return False
    author = replied.get("from")
    return isinstance(author, dict) and author.get("id") == me.id


def _without_mentions(message: Mapping[str, Any], text: str, me: Me) -> str:
    """Return the text without mentions of this bot, as Telegram marked them."""
    marks = message.get("entities")
    if not isinstance(marks, list):
        return text
    # Offsets count UTF-16 units, so the cut is made on that encoding.
    units = text.encode("utf-16-le", "surrogatepass")
    spans = [span for mark in marks if (span := _span(mark, units, me))]
    for start, end in sorted(spans, reverse=True):
        units = units[: 2 * start] + units[2 * end :]
    return " ".join(units.decode("utf-16-le", "replace").split()) if spans else text


def _span(mark: object, units: bytes, me: Me) -> tuple[int, int] | None:
    """Return where a mark mentions this bot; None for any other mark."""
    if not isinstance(mark, dict):
        return None
    start, length = mark.get("offset"), mark.get("length")
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length < 1:
        return None
    if mark.get("type") == "text_mention":
        user = mark.get("user")
        return (
            (start, start + length) if isinstance(user, dict) and user.get("id") == me.id else None
        )
    said = units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
    mine = mark.get("type") == "mention" and said.casefold() == f"@{me.username.casefold()}"
    return (start, start + length) if mine else None
