"""The way out to Telegram: one claimed message, one answer; a picture never costs its text."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from bot.core.pictures import Painter, picture_in
from bot.core.sending import PIN, Answer, Delivery
from bot.platforms.telegram.calls import call
from bot.platforms.telegram.markup import units
from bot.platforms.telegram.photos import Photos
from bot.platforms.telegram.pushing import call_of
from bot.platforms.telegram.render import CAPTION_MOST, can_be_caption
from bot.platforms.telegram.transport import Transport
from bot.platforms.telegram.unmarked import unmarked

_log = logging.getLogger(__name__)
_BAD_MARKUP: Final = "can't parse entities"
_IS_PHOTO: Final = "there is no text in the message to edit"
_CUT: Final = "\n…"
_NO_RIGHT: Final = HTTPStatus.BAD_REQUEST
_TEXTS: Final = frozenset({"sendMessage", "editMessageText"})


class TelegramSender:
    """Send replies as their parameters stand, and pushes as this platform carries them out."""

    def __init__(self, transport: Transport, painter: Painter | None = None) -> None:
        """Use the bot's transport; without a painter every message is text."""
        self._transport = transport
        self._photos = Photos(transport, painter)

    async def send(self, delivery: Delivery) -> Answer:
        """Send one delivery and say what Telegram answered; never raise."""
        part = delivery.part
        method, parameters = call_of(delivery)
        picture = picture_in(part.body)
        answer = await self._photos.send(picture, method, parameters) if picture else None
        if answer is None:
            answer = await self._without(method, parameters, part.key)
        if part.method == PIN and answer.kind == "refused" and answer.code == _NO_RIGHT:
            # Not being allowed to pin says nothing about being allowed to write.
            return replace(answer, description="cannot pin here")
        return answer

    async def _without(self, method: str, parameters: Mapping[str, object], key: str) -> Answer:
        """Make a call without a picture; a picture that has no text of its own is given up."""
        if method in _TEXTS and "text" not in parameters:
            return Answer("refused", code=_NO_RIGHT, description="the picture could not be sent")
        answer = await self._call(method, parameters)
        if answer.kind == "refused" and _BAD_MARKUP in answer.description and "text" in parameters:
            # Refused for certain, so a second call makes no second message.
            _log.error("a message was refused for its markup and goes out plain: %s", key)
            answer = await self._call(method, _plain(parameters))
        if answer.kind == "refused" and _IS_PHOTO in answer.description.lower():
            answer = await self._call("editMessageCaption", _captioned(parameters))
        return answer

    async def _call(self, method: str, parameters: Mapping[str, object]) -> Answer:
        """Make one call."""
        answer, _ = await call(self._transport, method, parameters)
        return answer


def _plain(parameters: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters with the text freed of its markup."""
    kept = {name: value for name, value in parameters.items() if name != "parse_mode"}
    return {**kept, "text": unmarked(str(parameters["text"]))}


def _captioned(parameters: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters that change a photo's caption; a text too long ends at a line."""
    kept = {name: value for name, value in parameters.items() if name != "link_preview_options"}
    html = str(kept.pop("text"))
    if can_be_caption(html):
        return {**kept, "caption": html}
    text = unmarked(html)
    while units(text) + len(_CUT) > CAPTION_MOST:
        text = text.rpartition("\n")[0] or text[: CAPTION_MOST // 2]
    kept.pop("parse_mode", None)
    return {**kept, "caption": text + _CUT}
