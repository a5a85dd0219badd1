"""The companies of a market as they are now, in its exchange's open data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from bot.sources.reading.cells import CellError, code_of
from bot.sources.reading.dates import day_of
from bot.sources.reading.documents import json_records
from bot.sources.reading.names import name_of
from bot.sources.reading.numbers import count_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, table_of_records


class _Company(NamedTuple):
    """What one record tells."""

    instrument: Instrument | None
    shares: ShareCount | None


@dataclass(frozen=True, slots=True)
class Companies:
    """The feed of a market's companies; it is of the day on which it is asked for."""

    dataset: Dataset
    market: Market
    asks: Question
    columns: Sequence[str]
    """Code, name, English name, day of listing, day of the list, issued shares."""
    kind_of: KindOf

    def days(self, day: date) -> Days:
        """Return the day alone."""
        return one_day(day)

    def question(self, days: Days) -> Question:  # noqa: ARG002 - the port's signature; the list knows no dates
        """Ask for the newest list."""
        return self.asks

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read the companies."""
        asked = Asked(self.dataset, days, fetched_at)
        table = table_of_records(json_records(body))
        if table is None:
            return asked.empty()
        rows = read_rows(table, self.columns, partial(self._company, asked))
        return replace(
            asked.batch(rows),
            instruments=[row.instrument for row in rows.items if row.instrument is not None],
            shares=[row.shares for row in rows.items if row.shares is not None],
        )

    def _company(self, asked: Asked, cells: Cells) -> _Company | None:
        """Read one company; a depositary receipt's count is of the shares abroad, not of it."""
        code, name, english, listed, stated_on, count = cells
        code = code_of(code)
        kind = self.kind_of(code)
        if kind is None:
            return None
        known = listing(code, name, self.market, kind)
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
