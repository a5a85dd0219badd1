"""From words to a standing order: `14:45 /digest`, `close silent`, `每週五 20:00 /dinnerlist`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from decimal import Decimal
from typing import TypeAlias
from zoneinfo import available_timezones

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.registry import Registry
from bot.core.replies import Button
from bot.core.subscriptions import Days, Form, Schedule
from bot.core.text import echo, fold

_TIME = re.compile(r"(上午|下午|am|pm)?([01]?[0-9]|2[0-3]):([0-5][0-9])(am|pm)?")
_PM = {"下午", "pm"}
_MOVED = re.compile(r"(?:moved|漲跌)(?:>=|≥|>|=)([0-9]{1,2}(?:\.[0-9]{1,2})?)%?")
_WEEKDAY = re.compile(
    r"(?:每?(?:週|周|星期))([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
)
_MONTHDAY = re.compile(r"(?:monthly:|每月)([1-9]|[12][0-9]|3[01])日?")
_CHINESE = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FLAGS: dict[str, tuple[str, object]] = {
    "silent": ("silent", True), "靜音": ("silent", True),
    "sound": ("silent", False), "有聲": ("silent", False),
    "closed": ("skip_closed", False), "休市也說": ("skip_closed", False),
    "card": ("form", Form.CARD), "卡片": ("form", Form.CARD),
}  # fmt: skip
_DAYS = {
    "sessions": Days.SESSIONS, "交易日": Days.SESSIONS,
    "daily": Days.DAILY, "每天": Days.DAILY, "每日": Days.DAILY,
    "week": Days.WEEK, "週報": Days.WEEK,
}  # fmt: skip
_SHORT = {
    "close": "/digest close", "收盤": "/digest close", "快報": "/digest close",
    "morning": "/digest morning", "盤前": "/digest morning",
    "week": "/digest week", "週報": "/digest week",
    "card": "/digest close", "卡片": "/digest close",
}  # fmt: skip
"""Kinds of digests that need no line of their own."""
LONGEST = 200
"""Characters of a line that can be subscribed."""

Option: TypeAlias = Mapping[str, object]
"""Fields of an order that one word sets."""


@dataclass(frozen=True, slots=True)
class Order:
    """What an order's words say; a time or days that were not given are None."""

    line: str = ""
    at: time | None = None
    zone: str | None = None
    days: Days | None = None
    on: int = 0
    silent: bool = True
    skip_closed: bool = True
    moved: Decimal | None = None
    form: Form = Form.MESSAGE
    unread: tuple[str, ...] = field(default=())
    """Words before the line that mean nothing here."""


def read_order(words: Sequence[str], registry: Registry) -> Order:
    """Read the words; options stand before the line or at its end."""
    start = next((at for at, word in enumerate(words) if _begins(word, registry)), len(words))
    order = Order()
    for word in words[:start]:
        order = _with(order, word)
    rest = list(words[start:])
    tail: list[str] = []
    while len(rest) > 1 and _with(Order(), rest[-1]).unread == () and not _is_word(rest[-1]):
        tail.append(rest.pop())
    for word in tail:
        order = _with(order, word)
    if not rest:
        return _shortened(order, words)
    line = " ".join(rest)
    return replace(order, line=line if line.startswith("/") else f"/{line}")


def read_time(word: str) -> time | None:
    """Read a time of day: `14:45`, `9:05`, `下午2:45`, `2:45pm`; None for anything else."""
    found = _TIME.fullmatch(fold(word))
    if found is None:
        return None
    half = found[1] or found[4]
    hour = int(found[2])
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 - hours of a half day
        return None
    if half:
        hour = hour % 12 + (12 if half in _PM else 0)
    return time(hour, int(found[3]))


def schedule_of(order: Order, zone: str) -> Schedule:
    """Return when an order runs; times that name no zone are of the given one."""
    return Schedule(order.days or Days.SESSIONS, order.at, order.zone or zone, order.on)


def refuse_words(order: Order, say: Say) -> AskerError:
    """Say which word was not understood, with lines that work."""
    message = say("“{text}” is no time, day or option of a subscription.",
                  text=echo(order.unread[0]))  # fmt: skip
    return AskerError(message, say("For example:"), examples())


def examples() -> tuple[tuple[Button, ...], ...]:
    """Return lines that work, as buttons."""
    lines = ("/subscribe 14:45 /digest", "/subscribe close", "/subscribe morning")
    return tuple((Button(line, line),) for line in lines)


def _shortened(order: Order, words: Sequence[str]) -> Order:
    """Take the line of a digest that was named by its kind alone."""
    short = next((_SHORT[fold(word)] for word in words if fold(word) in _SHORT), "")
    return replace(order, line=short)


def _begins(word: str, registry: Registry) -> bool:
    """Tell whether a line begins here: a slash, or a command's name that is no option."""
    if word.startswith(("/", "\N{FULLWIDTH SOLIDUS}")):
        return True
    if fold(word) in _SHORT or _with(Order(), word).unread == ():
        return False
    return registry.find(word) is not None


def _is_word(word: str) -> bool:
    """Tell whether a word at a line's end rather belongs to the line: a kind, or days."""
    return fold(word) in _SHORT or fold(word) in _DAYS


def _with(order: Order, word: str) -> Order:
    """Return the order with one more word read into it."""
    found = next((read for reader in _READERS if (read := reader(word)) is not None), None)
    if found is None:
        return replace(order, unread=(*order.unread, word))
    return replace(order, **found)  # type: ignore[arg-type]  # the readers return the order's own fields


def _time_option(word: str) -> Option | None:
    """Read a time of day."""
    at = read_time(word)
    return None if at is None else {"at": at}


def _named_option(word: str) -> Option | None:
    """Read an option that is one of a few words; the kinds of digests say no more here."""
    typed = fold(word)
    if typed in _DAYS:
        return {"days": _DAYS[typed]}
    if typed in _FLAGS:
        return dict((_FLAGS[typed],))
    return {} if typed in _SHORT else None


def _weekday_option(word: str) -> Option | None:
    """Read a weekday."""
    found = _WEEKDAY.fullmatch(fold(word))
    if found is None:
        return None
    chinese, english = found[1], found[2]
    number = _CHINESE.index(chinese.replace("天", "日")) if chinese else _ENGLISH.index(english)
    return {"days": Days.WEEKLY, "on": number + 1}


def _monthday_option(word: str) -> Option | None:
    """Read a day of the month."""
    found = _MONTHDAY.fullmatch(fold(word))
    return {"days": Days.MONTHLY, "on": int(found[1])} if found else None


def _moved_option(word: str) -> Option | None:
    """Read the least move that is worth a message."""
    found = _MOVED.fullmatch(fold(word))
    return {"moved": Decimal(found[1])} if found else None


def _zone_option(word: str) -> Option | None:
    """Read a time zone by its name, whatever the case."""
    wanted = word.casefold()
    if "/" not in wanted and wanted != "utc":
        return None
    found = next((name for name in available_timezones() if name.casefold() == wanted), None)
    return {"zone": found} if found else None


_READERS: tuple[Callable[[str], Option | None], ...] = (
    _time_option,
    _named_option,
    _weekday_option,
    _monthday_option,
    _moved_option,
    _zone_option,
)
