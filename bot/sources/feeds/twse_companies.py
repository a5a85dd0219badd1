"""t187ap03_L: the companies listed on TWSE as they are now, in the exchange's open data."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from bot.core.intake import Batch, Dataset, Days
from bot.market.instruments import Instrument, Kind, Market
from bot.market.shares import ShareCount
from bot.sources.feed import Question
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.listings import KindOf, listing
from bot.sources.feeds.spans import one_day
from bot.sources.feeds.twse_answers import OPENAPI_HOST
from bot.sources.reading.cells import CellError, code_of
from bot.sources.reading.dates import day_of
from bot.sources.reading.documents import json_records
from bot.sources.reading.names import name_of
from bot.sources.reading.numbers import count_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, table_of_records

_COLUMNS = (
    "公司代號",
    "公司簡稱",
    "英文簡稱",
    "上市日期",
    "出表日期",
    "已發行普通股數或TDR原股發行股數",
)
_NO_PARAMS: Mapping[str, str] = {}


class _Company(NamedTuple):
    """What one record tells."""

    instrument: Instrument | None
    shares: ShareCount | None


class TwseCompanies:
    """The feed of the companies; it is of the day on which it is asked for."""

    dataset = Dataset.TWSE_COMPANIES

    def __init__(self, kind_of: KindOf) -> None:
        """Read the codes whose kind is known."""
        self._kind_of = kind_of

    def days(self, day: date) -> Days:
        """Return the day alone."""
        return one_day(day)

    def question(self, days: Days) -> Question:  # noqa: ARG002 - the port's signature; the list knows no dates
        """Ask for the newest list."""
        return Question(OPENAPI_HOST, "/v1/opendata/t187ap03_L", _NO_PARAMS)

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read the companies."""
        asked = Asked(self.dataset, days, fetched_at)
        table = table_of_records(json_records(body))
        if table is None:
            return asked.empty()
        rows = read_rows(table, _COLUMNS, partial(self._company, asked))
        return replace(
            asked.batch(rows),
            instruments=[row.instrument for row in rows.items if row.instrument is not None],
            shares=[row.shares for row in rows.items if row.shares is not None],
        )

    def _company(self, asked: Asked, cells: Cells) -> _Company | None:
        """Read one company; a depositary receipt's count is of the shares abroad, not of it."""
        code, name, english, listed, stated_on, count = cells
        code = code_of(code)
        kind = self._kind_of(code)
        if kind is None:
            return None
        known = listing(code, name, Market.TWSE, kind)
        if known is not None:
            known = replace(known, english=_english(english), listed=day_of(listed))
        shares = count_of(count) if kind is Kind.STOCK else None
        if not shares:
            return _Company(known, None)
        return _Company(known, ShareCount(code, shares, asked.provenance(day_of(stated_on))))


def _english(cell: object) -> str | None:
    """Read the English short name; None where there is none."""
    try:
        return name_of(cell, 64)
    except CellError:
        return None
