"""What all answers of TWSE's website share: the state, the echoed dates, the words for no data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.intake import Batch, Dataset, Days, Status
from bot.market.bars import Provenance
from bot.sources.feed import Refused
from bot.sources.feeds.spans import within
from bot.sources.reading.cells import CellError
from bot.sources.reading.dates import day_of
from bot.sources.reading.documents import json_object
from bot.sources.reading.rows import Item, Rows
from bot.sources.reading.tables import Table

HOST = "twse"
OPENAPI_HOST = "twse_openapi"
SOURCE = "Taiwan Stock Exchange"

# "no data fit the conditions", "nothing related", "nothing found", "asked for a day after today".
_NO_DATA = ("沒有符合條件", "無相關資料", "查無資料", "查詢日期大於")
_MULTIPLES = ("千", "仟", "張", "億")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and when it was answered: what every row of the answer has in common."""

    dataset: Dataset
    days: Days
    fetched_at: datetime

    def provenance(self, day: date) -> Provenance:
        """Say where a figure of a day comes from."""
        return Provenance(SOURCE, day, self.fetched_at)

    def expect(self, day: date | None) -> date:
        """Return a day that the answer names, which must be one that was asked for."""
        if day is None or not within(day, self.days):
            raise Refused("wrong_day", f"{day}, not of {self.days.first} to {self.days.last}")
        return day

    def day_of(self, cell: object) -> date:
        """Read a row's day, which must be one that was asked for."""
        return self.expect(day_of(cell))

    def empty(self) -> Batch:
        """Return what an answer without data is."""
        return Batch(self.dataset, self.days, Status.EMPTY, self.fetched_at, reason="no_data")

    def batch(self, rows: Rows[Item]) -> Batch:
        """Return what an answer with data is, but for the figures themselves."""
        return Batch(
            self.dataset,
            self.days,
            Status.COMPLETE,
            self.fetched_at,
            rejected=rows.rejected,
            rows=rows.count,
        )


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


def check_units(table: Table) -> None:
    """Refuse figures in thousands or lots: they come as single TWD and shares."""
    if any(word in table.hints for word in _MULTIPLES):
        raise Refused("units", table.hints)


def _check_echoes(document: Mapping[str, object], asked: Asked) -> None:
    """Compare the days that the answer repeats from the question, at its top or in `params`."""
    params = document.get("params")
    for holder in (document, params if isinstance(params, Mapping) else {}):
        for name in ("date", "strDate", "startDate"):
            if name in holder:
                asked.expect(_echo(holder[name]))


def _echo(value: object) -> date | None:
    """Read an echoed day; None for what is no day."""
    try:
        return day_of(value)
    except CellError:
        return None
