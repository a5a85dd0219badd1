"""A feed: one table of one source, how to ask for it and how to read its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.core.intake import Batch, Dataset, Days


@dataclass(frozen=True, slots=True)
class Question:
    """A GET to one of the configured hosts: `twse`, `twse_openapi`, `tpex` and so on."""

    host: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - named for what happens to the answer
    """An answer that is not believed as a whole: the rule it broke, and what it said."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule)
        self.rule, self.detail = rule, detail[:500]


class Feed(Protocol):
    """One table of one source."""

    @property
    def dataset(self) -> Dataset:
        """Name the table."""

    def days(self, day: date) -> Days:
        """Return the days that one answer holds: the day, its month or its year."""

    def question(self, days: Days) -> Question:
        """Return what to ask for those days."""

    def read(self, body: bytes, days: Days, fetched_at: datetime) -> Batch:
        """Read an answer into a batch of unchecked rows; Refused where it is not to be believed.

        "No data" is a batch with status EMPTY, never a refusal and never zero rows of COMPLETE.
        """
