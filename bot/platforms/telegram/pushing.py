"""A push as Telegram shows it, the same for every chat; and the calls that carry it out."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.core.clock import Clock
from bot.core.i18n import say_in
from bot.core.pictures import FIELD
from bot.core.ports import StoredButton
from bot.core.pushing import RESENT, Push
from bot.core.replies import Button, Reply
from bot.core.sending import DELETE, EDIT, PIN, PUSH, Delivery, Kind
from bot.platforms.telegram.markup import units
from bot.platforms.telegram.reading import PLATFORM
from bot.platforms.telegram.render import MESSAGE_MOST, can_be_caption, render

BUTTON_DAYS: Final = 30
ANY_CHAT: Final = 0
"""The chat of a button that many chats show."""
_ID_BYTES: Final = 9
_RESENT: Final = "_resent"


@dataclass(frozen=True, slots=True)
class TelegramPusher:
    """Lay out pushes for any Telegram chat; implements the Pusher port."""

    bot: str
    clock: Clock
    platform: str = PLATFORM

    def push(self, reply: Reply, language: str) -> Push:
        """Lay out a reply; its buttons hang below the last message."""
        rendered = render(reply)
        until = self.clock.now() + timedelta(days=BUTTON_DAYS)
        buttons = [
            StoredButton(button_id(one.line), one.line, PLATFORM, ANY_CHAT, None, until)
            for row in rendered.rows
            for one in row
        ]
        keyboard = [[_key(one) for one in row] for row in rendered.rows]
        pictures = rendered.pictures()
        bodies: list[dict[str, object]] = [
            {
                "text": text,
                "parse_mode": "HTML",
                "link_preview_options": {"is_disabled": True},
                _RESENT: say_in(language)(RESENT),
                **picture,
            }
            for text, picture in zip(rendered.texts, pictures, strict=False)
        ]
        if keyboard:
            bodies[-1]["reply_markup"] = {"inline_keyboard": keyboard}
        bodies += pictures[len(rendered.texts) :]
        return Push(bodies, buttons)


def button_id(line: str) -> str:
    """Return the id of a shared button: made from its line, so that a layout never differs."""
    digest = hashlib.sha256(line.encode("utf-8", "replace")).digest()
    return f"v1.{urlsafe_b64encode(digest[:_ID_BYTES]).decode('ascii')}"


def call_of(delivery: Delivery) -> tuple[str, dict[str, object]]:
    """Return the method and the parameters that carry a delivery out."""
    part = delivery.part
    if part.method == PUSH:
        return "sendMessage", {**_to_chat(delivery), **_shown(delivery)}
    if part.method == EDIT:
        where = {"chat_id": part.chat, "message_id": delivery.message_id}
        return "editMessageText", {**where, **_shown(delivery)}
    if part.method == PIN:
        where = {"chat_id": part.chat, "message_id": delivery.message_id}
        return "pinChatMessage", {**where, "disable_notification": True}
    if part.method == DELETE:
        return "deleteMessage", {"chat_id": part.chat, "message_id": delivery.message_id}
    return part.method, {**part.target, **_public(part.body)}


def _to_chat(delivery: Delivery) -> dict[str, object]:
    """Say where a push goes, and how loudly; a correction replies to what it corrects."""
    part = delivery.part
    target: dict[str, object] = {"chat_id": part.chat, "disable_notification": part.silent}
    if part.topic is not None:
        target["message_thread_id"] = part.topic
    if part.kind is Kind.CORRECTION and delivery.message_id is not None:
        # The message may be gone; the correction is said all the same.
        reply = {"message_id": delivery.message_id, "allow_sending_without_reply": True}
        target["reply_parameters"] = reply
    return target


def _shown(delivery: Delivery) -> Mapping[str, object]:
    """Return what Telegram gets of a body, marked where an earlier copy may have arrived."""
    body = delivery.part.body
    shown = _public(body)
    mark, text = body.get(_RESENT), body.get("text")
    if delivery.resent and delivery.part.method == PUSH and mark and isinstance(text, str):
        marked = f"{mark}\n{text}"
        fits = can_be_caption(marked) if FIELD in body else units(marked) <= MESSAGE_MOST
        shown["text"] = marked if fits else text
    return shown


def _public(body: Mapping[str, object]) -> dict[str, object]:
    """Return what of a body is Telegram's, without what is ours."""
    return {name: value for name, value in body.items() if not name.startswith("_")}


def _key(button: Button) -> dict[str, str]:
    """Return what Telegram shows of a button."""
    return {"text": button.label, "callback_data": button_id(button.line)}
