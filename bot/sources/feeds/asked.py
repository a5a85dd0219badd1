"""What was asked of an exchange: all rows of an answer have it in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.intake import Batch, Dataset, Days, Status
from bot.market.bars import Provenance
from bot.sources.feed import Refused
from bot.sources.feeds.spans import within
from bot.sources.reading.dates import day_of
from bot.sources.reading.rows import Item, Rows

_SOURCES: Mapping[str, str] = {"twse": "Taiwan Stock Exchange", "tpex": "Taipei Exchange"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and when it was answered: what every row of the answer has in common."""

    dataset: Dataset
    days: Days
    fetched_at: datetime

    def provenance(self, day: date) -> Provenance:
        """Say where a figure of a day comes from."""
        return Provenance(_SOURCES[self.dataset.source], day, self.fetched_at)

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
