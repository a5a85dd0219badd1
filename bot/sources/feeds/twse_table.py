"""A feed whose whole answer is one table of TWSE's website."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.intake import Batch, Dataset, Days
from bot.sources.feed import Question, Refused
from bot.sources.feeds.answers import opened
from bot.sources.feeds.asked import Asked
from bot.sources.feeds.twse_answers import HOST, check_units
from bot.sources.reading.dates import day_in
from bot.sources.reading.tables import Table, table_of


@dataclass(frozen=True, slots=True)
class TwseTable:
    """One table: where it is, what to ask for, and what its rows mean."""

    dataset: Dataset
    path: str
    span: Callable[[date], Days]
    asks: Callable[[Days], Mapping[str, str]]
    contents: Callable[[Table, Asked], Batch]
    dated: bool = False
    """Whether only the day echoed at the top tells which day the rows are of."""

    def days(self, day: date) -> Days:
        """Return the days that one answer holds."""
        return self.span(day)

    def question(self, days: Days) -> Question:
        """Ask for those days."""
        return Question(HOST, self.path, {**self.asks(days), "response": "json"})

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read the table; an answer that says OK and holds no table is not believed."""
        asked = Asked(self.dataset, days, fetched_at)
        document = opened(body, asked, echoes=bool(self.asks(days)))
        if document is None:
            return asked.empty()
        if "data" not in document:
            raise Refused("columns", f"no data among {sorted(document)}")
        table = table_of(document)
        if table is None:
            return asked.empty()
        if self.dated and "date" not in document:
            raise Refused("wrong_day", "no date in the answer")
        named = day_in(table.title)
        if named is not None and self.asks(days):
            asked.expect(named)
        check_units(table)
        return self.contents(table, asked)


def on_day(days: Days) -> Mapping[str, str]:
    """Ask for the first day, or for the month or year that holds it."""
    return {"date": f"{days.first:%Y%m%d}"}


def between(days: Days) -> Mapping[str, str]:
    """Ask for a range of days."""
    return {"startDate": f"{days.first:%Y%m%d}", "endDate": f"{days.last:%Y%m%d}"}
