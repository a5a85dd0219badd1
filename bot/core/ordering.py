"""From words to a standing order: `14:45 /digest`, `close silent`, `每週五 20:00 /dinnerlist`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal

from bot.core.errors import AskerError
from bot.core.i18n import Say
from bot.core.order_words import anywhere, in_front, looks_like_time
from bot.core.registry import Registry
from bot.core.replies import Button
from bot.core.subscriptions import Days, Form, Schedule
from bot.core.text import echo, fold

_DIGESTS = {
    "close": "/digest close", "收盤": "/digest close", "快報": "/digest close",
    "morning": "/digest morning", "盤前": "/digest morning",
    "week": "/digest week", "週報": "/digest week",
    "card": "/digest close", "卡片": "/digest close",
}  # fmt: skip
"""Digests that are named by one word and need no line of their own."""
_CLOSE = {"close", "收盤"}
"""Words that any line may have in front: it goes when the figures are published."""
LONGEST = 200
"""Characters of a line that can be subscribed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What an order's words say; a time or days that were not given are None."""

    line: str = ""
    at: time | None = None
    zone: str | None = None
    days: Days | None = None
    on: int = 0
    silent: bool | None = None
    skip_closed: bool = True
    moved: Decimal | None = None
    form: Form = Form.MESSAGE
    options: tuple[str, ...] = ()
    """The words around the line."""
    unread: tuple[str, ...] = ()
    """Those of them that mean nothing here, or contradict the others."""


def read_order(words: Sequence[str], registry: Registry) -> Order:
    """Read the words: all options may stand before the line, the plainest also at its end."""
    start = next((at for at, word in enumerate(words) if _begins(word, registry)), len(words))
    end = len(words)
    while end > start + 1 and anywhere(words[end - 1]) is not None:
        end -= 1
    line = " ".join(words[start:end])
    options = (*words[:start], *words[end:])
    known = _CLOSE if line else _DIGESTS
    order = _with_options(options, known)
    if not line:
        digests = (_DIGESTS[fold(word)] for word in options if fold(word) in _DIGESTS)
        return replace(order, line=next(digests, ""))
    return replace(order, line=line if line.startswith("/") else f"/{line}")


def schedule_of(order: Order, zone: str) -> Schedule:
    """Return when an order runs; times that name no zone are of the given one."""
    return Schedule(order.days or Days.SESSIONS, order.at, order.zone or zone, order.on)


def refuse_words(order: Order, say: Say) -> AskerError:
    """Say which word was not understood, with lines that work."""
    word = order.unread[0]
    return AskerError(_refusal(word, say), say("For example:"), examples())


def examples() -> tuple[tuple[Button, ...], ...]:
    """Return lines that work, as buttons."""
    lines = ("/subscribe 14:45 /digest", "/subscribe close", "/subscribe morning")
    return tuple((Button(line, line),) for line in lines)


def _begins(word: str, registry: Registry) -> bool:
    """Tell whether a line begins here: a slash, or a command's name that is no option."""
    if word.startswith(("/", "\N{FULLWIDTH SOLIDUS}")):
        return True
    if fold(word) in _DIGESTS or in_front(word) is not None:
        return False
    return registry.find(word) is not None


def _with_options(options: Iterable[str], known: Iterable[str]) -> Order:
    """Return an order with what its options say; words known otherwise may say nothing."""
    fields: dict[str, object] = {}
    unread: list[str] = []
    for word in options:
        said = in_front(word)
        if said is None and fold(word) in known:
            continue
        if said is None or any(fields.get(name, value) != value for name, value in said.items()):
            unread.append(word)
        else:
            fields.update(said)
    order = Order(options=tuple(options), unread=tuple(unread))
    return replace(order, **fields)  # type: ignore[arg-type]  # options name an order's own fields


def _refusal(word: str, say: Say) -> str:
    """Say what is wrong with a word, by what it looks like."""
    text = echo(word)
    if in_front(word) is not None:
        return say("“{text}” contradicts the words before it.", text=text)
    if looks_like_time(word):
        return say("“{text}” is no time of day.", text=text)
    if "/" in word:
        return say("“{text}” is no time zone.", text=text)
    return say("“{text}” is no time, day or option of a subscription.", text=text)
