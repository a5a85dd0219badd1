"""What Discord's REST API said to a call, in the outbox's words; total, whatever came back."""

import json
import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from bot.core.sending import Answer

BAN_SECONDS: Final = 600.0
"""A 429 without a Via header comes from Discord's edge: the address is banned for a while."""
_DESCRIPTION: Final = 200
_log = logging.getLogger(__name__)


def read_answer(status: int, headers: Mapping[str, str], payload: bytes) -> Answer:
    """Return the answer of a call that came back."""
    said = _object(payload)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _throttled(headers, said or {})
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # It may have been taken; the nonce keeps a second copy away.
        return Answer("garbled", code=status, description=f"HTTP {status}")
    if status == HTTPStatus.NO_CONTENT:
        return Answer("ok")
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return _refused(status, said)
    if said is None:
        return Answer("garbled", code=status)
    number = str(said.get("id", ""))
    known = number.isascii() and number.isdigit()
    return Answer("ok", message_id=int(number) if known else None)


def _refused(status: int, said: Mapping[str, Any] | None) -> Answer:
    """Read a refusal; one that is not in Discord's own words never came to Discord."""
    if said is None:
        return Answer("not_sent", code=status, description=f"HTTP {status}")
    code = said.get("code")
    known = isinstance(code, int) and not isinstance(code, bool) and code > 0
    description = str(said.get("message", ""))[:_DESCRIPTION]
    if not known and status != HTTPStatus.UNAUTHORIZED:
        # An HTTP status alone says nothing of the chat or the token here.
        return Answer("refused", code=HTTPStatus.BAD_REQUEST, description=description)
    return Answer("refused", code=code if known else status, description=description)


def _throttled(headers: Mapping[str, str], said: Mapping[str, Any]) -> Answer:
    """Read how long to wait; without a Via header it is a ban."""
    stated = (
        said.get("retry_after"),
        headers.get("Retry-After"),
        headers.get("X-RateLimit-Reset-After"),
    )
    seconds = next((wait for wait in map(_seconds, stated) if wait is not None), 1.0)
    if "Via" not in headers:
        _log.error("Discord bans this address for a while; nothing is sent for ten minutes")
        seconds = max(seconds, BAN_SECONDS)
    code = HTTPStatus.TOO_MANY_REQUESTS
    return Answer("refused", code=code, description="Too Many Requests", retry_after=seconds)


def _seconds(stated: object) -> float | None:
    """Return a pause in seconds, also from text; None where it is nonsense."""
    if isinstance(stated, bool) or not isinstance(stated, int | float | str):
        return None
    try:
        seconds = float(stated)
    except (ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) else None


def _object(payload: bytes) -> dict[str, Any] | None:
    """Return a JSON object; None for anything else, also for one nested without end."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
