"""Messages with a picture: the text becomes the caption of a photo that is uploaded once."""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from bot.core.pictures import Painter, Picture
from bot.core.sending import Answer
from bot.platforms.telegram.answers import read_object
from bot.platforms.telegram.calls import call
from bot.platforms.telegram.transport import Transport

MOST_KNOWN: Final = 256
"""Uploaded photos whose names at Telegram are remembered."""
_SHOWN_AS: Final = {"sendMessage": "sendPhoto", "editMessageText": "editMessageMedia"}
_OF_TEXT: Final = frozenset({"text", "parse_mode", "link_preview_options"})
_REFUSED: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})
"""Codes of refusals that may be about the photo alone."""
_log = logging.getLogger(__name__)


class Photos:
    """Send messages of one bot as photos; Telegram's names for photos hold for that bot alone."""

    def __init__(self, transport: Transport, painter: Painter | None) -> None:
        """Know no photo yet: after a start each picture is uploaded once more."""
        self._transport = transport
        self._painter = painter
        self._known: OrderedDict[str, str] = OrderedDict()

    async def send(
        self, picture: Picture, method: str, parameters: Mapping[str, object]
    ) -> Answer | None:
        """Make a text's call with the picture; None = certainly nothing came of it."""
        name = self._known.get(picture.hash)
        if name is not None:
            answer = await self._call(picture, method, parameters, name)
            if not (answer.kind == "refused" and "file" in answer.description.lower()):
                return _final(answer)
            # Whatever Telegram calls it by now, it is no longer that.
            self._known.pop(picture.hash, None)
        painted = await self._painter.paint(picture) if self._painter else None
        if painted is None:
            return None
        return _final(await self._call(picture, method, parameters, painted.png))

    async def _call(
        self, picture: Picture, method: str, parameters: Mapping[str, object], photo: str | bytes
    ) -> Answer:
        """Make one call, and remember what Telegram calls the photo."""
        answer, payload = await call(self._transport, *as_photo(method, parameters, photo))
        name = _name_in(payload) if answer.kind == "ok" else None
        if name is not None:
            self._known[picture.hash] = name
            self._known.move_to_end(picture.hash)
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        return answer


def as_photo(
    method: str, parameters: Mapping[str, object], photo: str | bytes
) -> tuple[str, dict[str, object]]:
    """Return the call that shows a photo with the text as its caption, new or in place."""
    others = {name: value for name, value in parameters.items() if name not in _OF_TEXT}
    caption = {"caption": parameters["text"]} if "text" in parameters else {}
    if caption and "parse_mode" in parameters:
        caption["parse_mode"] = parameters["parse_mode"]
    if method == "sendMessage":
        return _SHOWN_AS[method], {**others, **caption, "photo": photo}
    upload = isinstance(photo, bytes)
    media = {"type": "photo", "media": "attach://picture" if upload else photo, **caption}
    return _SHOWN_AS[method], {**others, "media": media, **({"picture": photo} if upload else {})}


def _final(answer: Answer) -> Answer | None:
    """Return the answer, unless it is a refusal that the text alone might not meet."""
    if answer.kind == "refused" and answer.code in _REFUSED and answer.migrate_to is None:
        _log.warning("a picture was refused, its text goes out alone: %s", answer.description)
        return None
    return answer


def _name_in(payload: bytes) -> str | None:
    """Return Telegram's name for the largest size of a message's photo."""
    said: Mapping[str, Any] = read_object(payload) or {}
    try:
        name = said["result"]["photo"][-1]["file_id"]
    except (IndexError, KeyError, TypeError):
        return None
    return name if isinstance(name, str) else None
