"""What all answers of the exchanges' websites share: the state, the echoed dates, no data."""

from collections.abc import Mapping
from datetime import date

from bot.sources.feed import Refused
from bot.sources.feeds.asked import Asked
from bot.sources.reading.cells import CellError
from bot.sources.reading.dates import day_of
from bot.sources.reading.documents import json_object

# "no data fit the conditions", "nothing related", "nothing found", "asked for a day after today".
_NO_DATA = ("沒有符合條件", "無相關資料", "查無資料", "查詢日期大於")


def opened(body: bytes, asked: Asked, *, echoes: bool = True) -> Mapping[str, object] | None:
    """Open an answer; None where it says that there is no data.

    What it `echoes` of the question must be the days asked for, also where there is no data.
    """
    document = json_object(body)
    if echoes:
        _check_echoes(document, asked)
    stat = str(document.get("stat", "")).strip()
    if not document or any(words in stat for words in _NO_DATA):
        return None
    if stat.upper() != "OK":
        raise Refused("stat", stat)
    return document


def _check_echoes(document: Mapping[str, object], asked: Asked) -> None:
    """Compare the days that the answer repeats from the question, at its top or in `params`."""
    params = document.get("params")
    for holder in (document, params if isinstance(params, Mapping) else {}):
        for name in ("date", "strDate", "startDate"):
            if name in holder:
                _check_echo(holder[name], asked)


def _check_echo(value: object, asked: Asked) -> None:
    """Compare one echo: a day of those asked for, or `first~last`."""
    first, tilde, last = value.partition("~") if isinstance(value, str) else ("", "", "")
    if tilde and (_echo(first), _echo(last)) != (asked.days.first, asked.days.last):
        raise Refused("wrong_day", f"{value}, not {asked.days.first} to {asked.days.last}")
    asked.expect(_echo(first))


def _echo(text: str) -> date | None:
    """Read an echoed day; None for what is no day."""
    try:
        return day_of(text)
    except CellError:
        return None
