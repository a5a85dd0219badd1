"""A rendered reply as rows of the outbox, and its buttons as stored lines."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.core.ports import Handled, StoredButton
from bot.core.principals import Chat, ChatKind
from bot.core.replies import Attachment, Button
from bot.core.sending import Part
from bot.platforms.telegram.documents import METHOD, stored
from bot.platforms.telegram.reading import PLATFORM
from bot.platforms.telegram.render import Rendered

BUTTON_DAYS: Final = 30
REPLY_HOURS: Final = 6
"""An answer that could not leave by then would only surprise."""
_ID_BYTES: Final = 9


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply to one update goes."""

    bot: str
    update: int
    chat: Chat
    asker: int | None
    """Who alone may press its buttons; None = anyone in the chat."""
    at: datetime
    answers: int | None = None
    """The message that a new message replies to."""
    edits: int | None = None
    """The message that the first part takes the place of."""
    edits_photo: bool = False
    """That message is a photo, which no text alone can take the place of."""
    fades: int = 0
    """Seconds after which the messages are deleted; 0 = they stay."""
    me: str = ""
    """The bot's own username, for links to it."""


def reply_parts(rendered: Rendered, place: Place) -> Handled:
    """Return what one reply sends and stores; part keys depend on the update alone."""
    buttons: list[StoredButton] = []
    keyboard = [[_key(button, place, buttons) for button in row] for row in rendered.rows]
    if place.edits_photo and not rendered.captioned:
        place = replace(place, edits=None)
    last = len(rendered.texts) - 1
    bodies = [
        {**picture, **(_text(rendered.texts[at]) if at <= last else {})}
        for at, picture in enumerate(rendered.pictures())
    ]
    parts = [
        _part(place, number, body, keyboard if number == last else [])
        for number, body in enumerate(bodies)
    ]
    parts += [
        _document(place, number, file) for number, file in enumerate(rendered.files, len(parts))
    ]
    return Handled(place.update, parts, buttons)


def asker_in(chat: Chat, principal: int) -> int | None:
    """Return who may press: in groups the asker; a group that asked as itself means anyone."""
    return None if chat.kind is ChatKind.PRIVATE or principal == chat.id else principal


def _document(place: Place, number: int, file: Attachment) -> Part:
    """Return one file as a message of its own."""
    return Part(
        key=f"{place.bot}:u{place.update}:{number}",
        bot=place.bot,
        chat=place.chat.id,
        method=METHOD,
        body=stored(file),
        target=dict(_target(place, (), edits=False)),
        expires_at=place.at + timedelta(hours=REPLY_HOURS),
    )


def _text(text: str) -> dict[str, object]:
    """Return what a message says."""
    return {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _part(
    place: Place, number: int, body: Mapping[str, object], keyboard: Sequence[object]
) -> Part:
    """Return one message; the first one of a press is an edit."""
    edits = place.edits is not None and number == 0
    return Part(
        key=f"{place.bot}:u{place.update}:{number}",
        bot=place.bot,
        chat=place.chat.id,
        method="editMessageText" if edits else "sendMessage",
        body=body,
        target=dict(_target(place, keyboard, edits=edits)),
        expires_at=place.at + timedelta(hours=REPLY_HOURS),
        fades_at=place.at + timedelta(seconds=place.fades) if place.fades else None,
    )


def _target(
    place: Place, keyboard: Sequence[object], *, edits: bool
) -> Iterator[tuple[str, object]]:
    """Say where a message goes and what is below it."""
    yield "chat_id", place.chat.id
    if edits:
        yield "message_id", place.edits
    elif place.chat.topic is not None:
        yield "message_thread_id", place.chat.topic
    if not edits and place.answers is not None and place.chat.kind is ChatKind.GROUP:
        # The question may be deleted before the answer leaves; then it leaves all the same.
        yield (
            "reply_parameters",
            {"message_id": place.answers, "allow_sending_without_reply": True},
        )
    if keyboard:
        yield "reply_markup", {"inline_keyboard": keyboard}


def _key(button: Button, place: Place, stored: list[StoredButton]) -> dict[str, str]:
    """Store a button's line and return what Telegram shows of it."""
    if button.start:
        return {"text": button.label, "url": f"https://t.me/{place.me}?start={button.start}"}
    name = f"v1.{secrets.token_urlsafe(_ID_BYTES)}"
    until = place.at + timedelta(days=BUTTON_DAYS)
    stored.append(
        StoredButton(
            name, button.line, PLATFORM, place.chat.id, place.asker, until, once=button.once
        )
    )
    return {"text": button.label, "callback_data": name}
