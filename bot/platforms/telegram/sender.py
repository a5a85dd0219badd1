"""The way out to Telegram: one claimed message, one call, one answer."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

from bot.core.sending import PIN, Answer, Delivery
from bot.platforms.telegram.answers import read_answer, read_failure
from bot.platforms.telegram.documents import FIELD, form_of
from bot.platforms.telegram.pushing import call_of
from bot.platforms.telegram.transport import Transport

_log = logging.getLogger(__name__)
_BAD_MARKUP: Final = "can't parse entities"
_NO_RIGHT: Final = 400


class TelegramSender:
    """Send replies as their parameters stand, and pushes as this platform carries them out."""

    def __init__(self, transport: Transport) -> None:
        """Use the bot's transport."""
        self._transport = transport

    async def send(self, delivery: Delivery) -> Answer:
        """Send one delivery and say what Telegram answered; never raise."""
        part = delivery.part
        method, parameters = call_of(delivery)
        answer = await self._call(method, parameters)
        if answer.kind == "refused" and _BAD_MARKUP in answer.description and "text" in parameters:
            # Refused for certain, so a second call makes no second message.
            _log.error("a message was refused for its markup and goes out plain: %s", part.key)
            answer = await self._call(method, _plain(parameters))
        if part.method == PIN and answer.kind == "refused" and answer.code == _NO_RIGHT:
            # Not being allowed to pin says nothing about being allowed to write.
            return replace(answer, description="cannot pin here")
        return answer

    async def _call(self, method: str, parameters: Mapping[str, object]) -> Answer:
        """Make one call."""
        try:
            has_file = FIELD in parameters
            body = form_of(parameters) if has_file else json.dumps(parameters).encode()
            return read_answer(*await self._transport.call(method, body))
        except Exception as failure:  # noqa: BLE001 - the port promises not to raise
            return read_failure(failure)


class _Text(HTMLParser):
    """Collect the text between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a run of text."""
        self.pieces.append(data)


def _plain(parameters: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters with the text freed of its markup."""
    reader = _Text()
    reader.feed(str(parameters["text"]))
    reader.close()
    kept = {name: value for name, value in parameters.items() if name != "parse_mode"}
    return {**kept, "text": "".join(reader.pieces)}
