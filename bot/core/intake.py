"""What the sources hand to the store: one checked answer, kept whole or not at all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bot.core.ports import Lack
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.instruments import Instrument, Market
from bot.market.shares import ShareCount


class Dataset(StrEnum):
    """A table of a source; the part before the dot names the source, whose budget it costs."""

    TWSE_PRICES = "twse.prices"  # MI_INDEX, one day
    TWSE_STOCK_MONTH = "twse.stock_month"  # STOCK_DAY, one stock and month: the fallback
    TWSE_INDEX = "twse.index"  # FMTQIK, one month
    TWSE_INDEX_PRICES = "twse.index_prices"  # MI_5MINS_HIST, one month
    TWSE_DIVIDENDS = "twse.dividends"  # TWT49U, one month
    TWSE_DIVIDENDS_AHEAD = "twse.dividends_ahead"  # TWT48U, what is announced now
    TWSE_REDUCTIONS = "twse.reductions"  # TWTAUU, one year
    TWSE_PAR_CHANGES = "twse.par_changes"  # TWTB8U, one year
    TWSE_SPLITS = "twse.splits"  # TWTCAU, one year
    TWSE_HOLIDAYS = "twse.holidays"  # holidaySchedule, one year
    TWSE_SHARES = "twse.shares"  # MI_QFIIS, one day
    TWSE_COMPANIES = "twse.companies"  # t187ap03_L, as it is now
    TPEX_PRICES = "tpex.prices"  # dailyQuotes, one day; issued shares too
    TPEX_INDEX = "tpex.index"  # inx, one month
    TPEX_DIVIDENDS = "tpex.dividends"  # exDailyQ, one month
    TPEX_REDUCTIONS = "tpex.reductions"  # revivt, one year
    TPEX_PAR_CHANGES = "tpex.par_changes"  # pvChgRslt, one year
    TPEX_SPLITS = "tpex.splits"  # etfSplitRslt, one year
    TPEX_REVERSE_SPLITS = "tpex.reverse_splits"  # etfRvsRslt, one year
    TPEX_COMPANIES = "tpex.companies"  # mopsfin_t187ap03_O, as it is now

    @property
    def source(self) -> str:
        """Return the source's name, as in the configuration: `twse`, `tpex`."""
        return self.value.partition(".")[0]


ACTION_TABLES: Mapping[Market, tuple[Dataset, ...]] = {
    Market.TWSE: (
        Dataset.TWSE_DIVIDENDS,
        Dataset.TWSE_REDUCTIONS,
        Dataset.TWSE_PAR_CHANGES,
        Dataset.TWSE_SPLITS,
    ),
    Market.TPEX: (
        Dataset.TPEX_DIVIDENDS,
        Dataset.TPEX_REDUCTIONS,
        Dataset.TPEX_PAR_CHANGES,
        Dataset.TPEX_SPLITS,
        Dataset.TPEX_REVERSE_SPLITS,
    ),
}
"""The tables that together hold every action of a market."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days an answer is for, both included; one day, one month or one year."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row (or with code "" a whole answer) that was not believed, and the rule it broke."""

    code: str
    rule: str
    """A short constant name, e.g. `close_outside_range`; /sources counts by it."""
    detail: str = ""
    """The offending row as received, cut to 500 characters."""


class Status(StrEnum):
    """How a fetch of a dataset's days ended."""

    COMPLETE = "complete"
    PARTIAL = "partial"  # too few rows: kept apart, asked again, never shown as a whole market
    EMPTY = "empty"  # the source has no data: closed, or not yet published
    CLOSED = "closed"  # empty until the evening of a day that the calendar calls open
    REFUSED = "refused"  # the answer as a whole was not believed
    FAILED = "failed"  # no answer


@dataclass(frozen=True, slots=True)
class Batch:
    """One answer, read: figures that passed, rows that did not."""

    dataset: Dataset
    days: Days
    status: Status
    fetched_at: datetime
    bars: Sequence[Bar] = ()
    actions: Sequence[CorporateAction] = ()
    shares: Sequence[ShareCount] = ()
    instruments: Sequence[Instrument] = ()
    """What the source lists; only those the bundled list lacks are of interest."""
    closed_days: Mapping[date, str] = field(default_factory=dict)
    """Closed weekdays that the source's schedule names, by the source's own name."""
    rejected: Sequence[Rejected] = ()
    rows: int = 0
    """Rows of interest in the answer, good and rejected."""
    reason: str = ""
    """Why it is not complete; a short constant name."""
    turnover: Decimal | None = None
    """TWD traded on the whole market where a day's prices state it; on TPEx of stocks alone."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What keeping a batch changed."""

    new: int
    revised: int
    """Bars of which a figure was restated; the old revision stays."""
    same: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """The record of the last fetch of a dataset's days."""

    dataset: Dataset
    first: date
    last: date
    status: Status
    rows: int
    rejected: int
    at: datetime
    reason: str = ""


class Intake(Protocol):
    """Where checked answers are kept."""

    async def keep(self, batch: Batch) -> Stored:
        """Store the whole batch, its rejected rows and the record of the fetch at once."""

    async def fetched(self, dataset: Dataset, first: date, last: date) -> Sequence[Fetch]:
        """Return the records of fetches whose days touch the range, by days."""

    async def row_counts(self, dataset: Dataset, before: date, limit: int = 20) -> Sequence[int]:
        """Return the rows of the last complete fetches that end before a day."""

    async def closures(self) -> Mapping[date, str]:
        """Return the closed days learned from sources: schedule names, "" for unscheduled."""

    async def instruments(self) -> Sequence[Instrument]:
        """Return the instruments learned from sources."""

    async def rejected(self, since: datetime) -> Mapping[tuple[Dataset, str], int]:
        """Count rejected rows by dataset and rule since an instant."""


class Budget(Protocol):
    """One allowance per host, shared by every process on the store."""

    async def reserve(self, host: str, count: int, seconds: float) -> datetime:
        """Reserve the next request and return when it may leave: `count` in any `seconds`."""

    async def asked_since(self, host: str, since: datetime) -> int:
        """Count the requests reserved to leave since an instant."""


class Coverage(Protocol):
    """Ask for figures that are not held; implemented by the sources."""

    async def want(self, session: date, codes: Collection[str]) -> None:
        """Try to have the session's bars of these codes; return when they are there or in vain.

        Waits no longer than the operator's patience; the fetch goes on behind it.
        """

    async def want_whole(self, session: date) -> None:
        """Try to have the whole session on both markets."""

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell why these codes have no bar in a session, by what the sources last said."""
