"""The single words of a standing order: times, days, zones and wishes, in both languages."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import available_timezones

from bot.core.subscriptions import Days, Form
from bot.core.text import fold

Option: TypeAlias = Mapping[str, object]
"""Fields of an order that one word sets."""

_CLOCK = re.compile(
    r"(上午|早上|下午|am|pm)?"
    r"([0-9]{1,2})(?::([0-9]{2})|點(?:([0-5]?[0-9])分?|(半))?|(?=[ap]m))"
    r"(am|pm)?"
)
_DIGITS = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")
_TIMELIKE = re.compile(r"[0-9]+[:.點][0-9]*.*|[0-9]{3,4}")
_AFTERNOON = {"下午", "pm"}
_HOURS, _HALF, _MINUTES = 24, 12, 60
_MOVED = re.compile(r"(?:moved|漲跌)(?:>=|≥|>|=)([0-9]{1,2}(?:\.[0-9]{1,2})?)%?")
_MONTHDAY = re.compile(r"(?:monthly:|每月)?([1-9]|[12][0-9]|3[01])[日號]?")
_WEEKDAY = re.compile(r"每?(?:週|周|星期|禮拜)([一二三四五六日天])")
_CHINESE = {name: at + 1 for at, name in enumerate("一二三四五六日")} | {"天": 7}
_ENGLISH = {
    word: at + 1
    for at, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
    for word in (name, name[:3])
}
_FLAGS: dict[str, Option] = {
    "silent": {"silent": True}, "靜音": {"silent": True},
    "sound": {"silent": False}, "有聲": {"silent": False},
    "closed": {"skip_closed": False}, "休市也說": {"skip_closed": False},
    "card": {"form": Form.CARD}, "卡片": {"form": Form.CARD},
}  # fmt: skip
_DAYS = {
    "sessions": Days.SESSIONS, "交易日": Days.SESSIONS,
    "daily": Days.DAILY, "每天": Days.DAILY, "每日": Days.DAILY,
    "week": Days.WEEK, "週報": Days.WEEK,
}  # fmt: skip


def anywhere(word: str) -> Option | None:
    """Read a word that no line has: it may also stand at a line's end."""
    return _first(word, _ANYWHERE)


def in_front(word: str) -> Option | None:
    """Read a word that stands before a line; there `1335` is a time and `31` a day."""
    return _first(word, _IN_FRONT)


def read_time(word: str) -> time | None:
    """Read a time of day: `14:45`, `下午2:45`, `2:45pm`, `8點半`; None for anything else."""
    found = _CLOCK.fullmatch(fold(word))
    if found is None:
        return None
    half = found[1] or found[6]
    hour, minute = int(found[2]), 30 if found[5] else int(found[3] or found[4] or 0)
    if half:
        if not 1 <= hour <= _HALF:
            return None
        hour = hour % _HALF + (_HALF if half in _AFTERNOON else 0)
    return time(hour, minute) if hour < _HOURS and minute < _MINUTES else None


def looks_like_time(word: str) -> bool:
    """Tell whether a word was certainly meant as a time of day."""
    return _TIMELIKE.fullmatch(fold(word)) is not None


def _first(word: str, readers: tuple[Callable[[str], Option | None], ...]) -> Option | None:
    """Return what the first reader makes of a word that understands it."""
    return next((said for reader in readers if (said := reader(word)) is not None), None)


def _clock(word: str) -> Option | None:
    """Read a time of day."""
    at = read_time(word)
    return None if at is None else {"at": at}


def _digits(word: str) -> Option | None:
    """Read a time of day in four digits."""
    found = _DIGITS.fullmatch(fold(word))
    return {"at": time(int(found[1]), int(found[2]))} if found else None


def _flag(word: str) -> Option | None:
    """Read a wish that is one of a few words."""
    return _FLAGS.get(fold(word))


def _days(word: str) -> Option | None:
    """Read days that have a name."""
    days = _DAYS.get(fold(word))
    return None if days is None else {"days": days, "on": 0}


def _weekday(word: str) -> Option | None:
    """Read a weekday."""
    typed = fold(word)
    found = _WEEKDAY.fullmatch(typed)
    number = _CHINESE[found[1]] if found else _ENGLISH.get(typed)
    return None if number is None else {"days": Days.WEEKLY, "on": number}


def _monthday(word: str) -> Option | None:
    """Read a day of the month."""
    found = _MONTHDAY.fullmatch(fold(word))
    return {"days": Days.MONTHLY, "on": int(found[1])} if found else None


def _moved(word: str) -> Option | None:
    """Read the least move that is worth a message."""
    found = _MOVED.fullmatch(fold(word))
    return {"moved": Decimal(found[1])} if found else None


def _zone(word: str) -> Option | None:
    """Read a time zone by its name, whatever the case."""
    typed = fold(word)
    found = _zones().get(typed) if "/" in typed or typed == "utc" else None
    return {"zone": found} if found else None


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, str]:
    """Return the names of all time zones by their folded form; listing them reads many files."""
    return {name.casefold(): name for name in sorted(available_timezones())}


_ANYWHERE = (_clock, _flag, _moved, _zone)
_IN_FRONT = (*_ANYWHERE, _digits, _days, _weekday, _monthday)
