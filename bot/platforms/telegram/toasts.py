"""Answers to presses: the short text that Telegram shows over the chat."""

import json
import logging
from typing import Final

from bot.platforms.telegram.answers import read_answer, read_failure
from bot.platforms.telegram.transport import Transport

_log = logging.getLogger(__name__)
_SECONDS: Final = 5.0
_MOST: Final = 200
_TOO_OLD: Final = "query is too old"


class Toaster:
    """Answer callback queries at once, past the outbox: later than that, nobody sees them."""

    def __init__(self, transport: Transport) -> None:
        """Use the bot's transport."""
        self._transport = transport

    async def show(self, query: str, text: str = "", *, alert: bool = False) -> bool:
        """End the button's spinner; False when Telegram says the press is too old to answer."""
        parameters: dict[str, object] = {"callback_query_id": query}
        if text:
            parameters |= {"text": text[:_MOST], "show_alert": alert}
        body = json.dumps(parameters).encode()
        try:
            answer = read_answer(*await self._transport.call("answerCallbackQuery", body, _SECONDS))
        except Exception as failure:  # noqa: BLE001 - a toast that fails costs the asker nothing
            answer = read_failure(failure)
        if answer.kind != "ok":
            _log.info("a press was not answered: %s", answer.description)
        return _TOO_OLD not in answer.description
