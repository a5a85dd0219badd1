"""Checked answers of the sources, kept whole: figures, what was not believed, and the record."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection

from bot.core.intake import Batch as Answer
from bot.core.intake import Dataset, Fetch, Status, Stored
from bot.market.instruments import Instrument, Kind, Market
from storage.batches import Batch, day_of, driver_day, driver_time, marks, time_of
from storage.database import Database
from storage.facts import keep_actions, keep_bars, keep_listings, keep_shares

# What is held stays held: a later answer that brings nothing leaves its record alone.
_RECORD = Batch(
    "INSERT INTO fetches (dataset, first, subject, last, status, rows, rejected, at, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dataset, first, subject) DO UPDATE SET"
    " last = excluded.last, status = excluded.status, rows = excluded.rows,"
    " rejected = excluded.rejected, at = excluded.at, reason = excluded.reason"
    " WHERE excluded.status = 'complete' OR fetches.status NOT IN ('complete', 'closed')"
    " OR (excluded.status = 'closed' AND fetches.status = 'closed')"
)
_FORGET = Batch("DELETE FROM quarantine WHERE dataset = ? AND first = ?")
_SET_ASIDE = Batch(
    f"INSERT INTO quarantine (dataset, first, code, rule, detail, at) VALUES ({marks(6)})"  # noqa: S608 - marks only
)
_CLOSE = Batch(
    "INSERT INTO closures (day, name) VALUES (?, ?)"
    " ON CONFLICT (day) DO UPDATE SET name = excluded.name"
)
_OPEN = Batch("DELETE FROM closures WHERE day = ? AND name = ''")
_FETCHED = Batch(
    "SELECT dataset, first, last, status, rows, rejected, at, reason FROM fetches"
    " WHERE dataset = ? AND first <= ? AND last >= ? ORDER BY first, subject"
)
_COUNTS = Batch(
    "SELECT rows FROM fetches WHERE dataset = ? AND status = 'complete' AND last < ?"
    " ORDER BY first DESC LIMIT ?"
)
_CLOSURES = Batch("SELECT day, name FROM closures")
_INSTRUMENTS = Batch("SELECT code, name, market, kind, english, listed FROM instruments")
_REJECTED = Batch("SELECT dataset, rule, count(*) FROM quarantine WHERE at >= ? GROUP BY 1, 2")


_FUNDS = (Kind.ETF.value, Kind.ETN.value)
_TEN = Decimal(10)
"""The daily limit of all but funds, whose own is not told."""


class StoredIntake:
    """The Intake port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def keep(self, batch: Answer) -> Stored:
        """Store the whole answer in one transaction; one that is not complete has no figures."""

        def work(connection: Connection) -> Stored:
            """Write figures, rejected rows and the record, all or nothing."""
            stored = Stored(0, 0, 0)
            if batch.status is Status.COMPLETE:
                keep_actions(connection, batch.actions)
                stored = keep_bars(connection, batch.bars)
                keep_shares(connection, batch.shares)
                keep_listings(connection, batch.instruments)
            _keep_closures(connection, batch)
            _keep_record(connection, batch)
            return stored

        return await self._database.write(work)

    async def fetched(self, dataset: Dataset, first: date, last: date) -> Sequence[Fetch]:
        """Return the records of fetches whose days touch the range, by days."""
        rows = await self._database.read(
            lambda connection: _FETCHED.read(
                connection,
                dataset.value,
                driver_day(connection, last),
                driver_day(connection, first),
            )
        )
        return [
            Fetch(
                Dataset(row[0]),
                day_of(row[1]),
                day_of(row[2]),
                Status(row[3]),
                row[4],
                row[5],
                _instant(row[6]),
                row[7],
            )
            for row in rows
        ]

    async def row_counts(self, dataset: Dataset, before: date, limit: int = 20) -> Sequence[int]:
        """Return the rows of the last complete fetches that end before a day."""
        rows = await self._database.read(
            lambda connection: _COUNTS.read(
                connection, dataset.value, driver_day(connection, before), limit
            )
        )
        return [row[0] for row in rows]

    async def closures(self) -> Mapping[date, str]:
        """Return the closed days learned from sources; "" for unscheduled ones."""
        rows = await self._database.read(_CLOSURES.read)
        return {day_of(day): name for day, name in rows}

    async def instruments(self) -> Sequence[Instrument]:
        """Return the instruments learned from sources."""
        rows = await self._database.read(_INSTRUMENTS.read)
        return [
            Instrument(
                code,
                name,
                Market(market),
                Kind(kind),
                english=english,
                listed=day_of(listed) if listed else None,
                limit_percent=None if kind in _FUNDS else _TEN,
            )
            for code, name, market, kind, english, listed in rows
        ]

    async def rejected(self, since: datetime) -> Mapping[tuple[Dataset, str], int]:
        """Count rejected rows by dataset and rule since an instant."""
        rows = await self._database.read(
            lambda connection: _REJECTED.read(connection, driver_time(connection, since))
        )
        return {(Dataset(dataset), rule): count for dataset, rule, count in rows}


def _keep_closures(connection: Connection, batch: Answer) -> None:
    """Note closed days; a day that turns out to have figures was none."""
    first = driver_day(connection, batch.days.first)
    if batch.status is Status.CLOSED:
        _CLOSE.run(connection, [(first, "")])
    if batch.status is Status.COMPLETE:
        named = [(driver_day(connection, day), name) for day, name in batch.closed_days.items()]
        _CLOSE.run(connection, named)
        if batch.bars and batch.days.first == batch.days.last:
            _OPEN.run(connection, [(first,)])


def _keep_record(connection: Connection, batch: Answer) -> None:
    """Write the record of the fetch, and what was not believed in place of the time before."""
    dataset, at = batch.dataset.value, driver_time(connection, batch.fetched_at)
    first, last = (driver_day(connection, day) for day in (batch.days.first, batch.days.last))
    alone = batch.bars[0].code if batch.bars and batch.dataset is Dataset.TWSE_STOCK_MONTH else ""
    status, reason = batch.status.value, batch.reason
    record = (dataset, first, alone, last, status, batch.rows, len(batch.rejected), at, reason)
    _RECORD.run(connection, [record])
    _FORGET.run(connection, [(dataset, first)])
    _SET_ASIDE.run(
        connection,
        [(dataset, first, row.code, row.rule, row.detail, at) for row in batch.rejected],
    )


def _instant(value: datetime | str) -> datetime:
    """Return an instant of a column that always has one."""
    found = time_of(value)
    if found is None:
        raise ValueError("a fetch without its time")
    return found.astimezone(UTC)
