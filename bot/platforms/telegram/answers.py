"""What the Bot API said to a call, in the outbox's words; total, whatever came back.

python-telegram-bot's own reading is not used for sends: it raises a bare KeyError for
`"ok": false` under status 200 and loses `retry_after` where that is 0 or not a number.
"""

import json
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from telegram.error import TelegramError

from bot.core.sending import Answer
from bot.platforms.telegram.failures import NotSent

_UNCHANGED: Final = "message is not modified"
_DESCRIPTION: Final = 200


def read_answer(status: int, payload: bytes) -> Answer:
    """Return the answer of a call that came back."""
    said = read_object(payload)
    if said is None:
        return _unreadable(status)
    if said.get("ok") is True:
        return _accepted(said)
    code = _whole(said.get("error_code")) or (
        status if status >= HTTPStatus.MULTIPLE_CHOICES else None
    )
    if said.get("ok") is not False or code is None:
        return _unreadable(status)
    description = str(said.get("description", ""))[:_DESCRIPTION]
    if code == HTTPStatus.BAD_REQUEST and _UNCHANGED in description:
        # An edit to what the message says already: it says what it should.
        return Answer("ok", code=code, description=description)
    more = said.get("parameters")
    more = more if isinstance(more, dict) else {}
    return Answer(
        "refused",
        code=code,
        description=description,
        retry_after=_seconds(more.get("retry_after")),
        migrate_to=_whole(more.get("migrate_to_chat_id")),
    )


def read_failure(failure: Exception) -> Answer:
    """Return the answer of a call that did not come back."""
    if isinstance(failure, NotSent):
        return Answer("not_sent", description=failure.message)
    text = failure.message if isinstance(failure, TelegramError) else type(failure).__name__
    return Answer("perhaps_sent", description=text)


def read_object(payload: bytes) -> dict[str, Any] | None:
    """Return a JSON object; None for anything else, also for one nested without end."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _accepted(said: Mapping[str, Any]) -> Answer:
    """Read an `ok`; methods such as answerCallbackQuery return True in place of a message."""
    result = said.get("result")
    if result is None:
        return _unreadable(HTTPStatus.OK)
    return Answer(
        "ok", message_id=_whole(result.get("message_id")) if isinstance(result, dict) else None
    )


def _unreadable(status: int) -> Answer:
    """Return what is known without a readable body: an error's status, or nothing at all."""
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return Answer("refused", code=status, description=f"HTTP {status}")
    return Answer("garbled", code=status)


def _whole(value: object) -> int | None:
    """Return a JSON integer; True and False are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _seconds(value: object) -> float | None:
    """Return a pause in seconds where one is stated, also as text; None where it is nonsense."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:18])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if math.isfinite(seconds) else None
