"""A feed whose whole answer is one table of TPEx's website."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.intake import Batch, Dataset, Days
from bot.sources.feed import Question, Refused
from bot.sources.feeds.answers import opened
from bot.sources.feeds.asked import Asked
from bot.sources.reading.tables import Table, tables_of

HOST = "tpex"


@dataclass(frozen=True, slots=True)
class TpexTable:
    """One table: where it is, what to ask for, and what its rows mean."""

    dataset: Dataset
    path: str
    span: Callable[[date], Days]
    asks: Callable[[Days], Mapping[str, str]]
    contents: Callable[[Table, Asked], Batch]

    def days(self, day: date) -> Days:
        """Return the days that one answer holds."""
        return self.span(day)

    def question(self, days: Days) -> Question:
        """Ask for those days."""
        return Question(HOST, self.path, {**self.asks(days), "response": "json"})

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read the only table that has rows; its title is often blank."""
        asked = Asked(self.dataset, days, fetched_at)
        document = opened(body, asked)
        if document is None:
            return asked.empty()
        if not isinstance(document.get("tables"), list):
            raise Refused("columns", f"no tables among {sorted(document)}")
        tables = tables_of(document)
        if len(tables) > 1:
            raise Refused("columns", f"{len(tables)} tables")
        return self.contents(tables[0], asked) if tables else asked.empty()


def on_day(days: Days) -> Mapping[str, str]:
    """Ask for the first day, or for the month that holds it."""
    return {"date": f"{days.first:%Y/%m/%d}"}


def between(days: Days) -> Mapping[str, str]:
    """Ask for a range of days."""
    return {"startDate": f"{days.first:%Y/%m/%d}", "endDate": f"{days.last:%Y/%m/%d}"}
