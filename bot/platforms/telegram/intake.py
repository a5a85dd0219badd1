"""What both ways in share: an update's JSON becomes a row of the inbox."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from bot.core.ports import Arrival

Accept: TypeAlias = Callable[[Sequence[Arrival]], Awaitable[None]]
"""Commit updates; they may be confirmed to Telegram once it returns."""
_MOST_ID: Final = 1 << 63
_KEPT: Final = 4096


def arrival_of(update: object, at: datetime) -> Arrival | None:
    """Return an update as it is kept; None where it has no usable id."""
    if not isinstance(update, Mapping):
        return None
    number: Any = update.get("update_id")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < _MOST_ID:
        return None
    return Arrival(number, json.dumps(update), at)


def unreadable(body: bytes, at: datetime) -> Arrival:
    """Keep the start of an authenticated body that is no update, once, under a negative id."""
    number = int.from_bytes(hashlib.sha256(body).digest()[:8]) >> 1
    return Arrival(-number - 1, json.dumps(body[:_KEPT].decode("utf-8", "replace")), at)
