"""Statements run by the driver without work of ours per value, written once for both drivers."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from storage.types import bound_instant


class Batch:
    """One statement with `?` marks."""

    def __init__(self, sql: str) -> None:
        """Take SQL in which `?` stands only for a value and `%` not at all."""
        self._by_dialect = {"sqlite": sql, "postgresql": sql.replace("?", "%s")}

    def run(self, connection: Connection, rows: Sequence[tuple[object, ...]]) -> int:
        """Execute the statement for every row; return how many rows of the table changed."""
        if not rows:
            return 0
        statement = self._by_dialect[connection.dialect.name]
        return connection.exec_driver_sql(statement, list(rows)).rowcount

    def read(self, connection: Connection, *values: object) -> Sequence[Any]:
        """Return the rows as the driver gives them; `day_of` and its like read them."""
        statement = self._by_dialect[connection.dialect.name]
        return connection.exec_driver_sql(statement, values).fetchall()


def marks(count: int) -> str:
    """Return so many marks for the values of an IN list."""
    return ", ".join("?" * count)


def driver_time(connection: Connection, instant: datetime | None) -> datetime | str | None:
    """Return an instant as the driver wants it: what the column type Instant would make of it."""
    return None if instant is None else bound_instant(instant, connection.dialect)


def driver_day(connection: Connection, day: date | None) -> date | str | None:
    """Return a day as the driver wants it: what the column type Date would make of it."""
    return day.isoformat() if day and connection.dialect.name == "sqlite" else day


def driver_decimal(connection: Connection, value: Decimal | None) -> Decimal | str | None:
    """Return a number as the driver wants it: what the column type Exact would make of it."""
    if value is None:
        return None
    if not value.is_finite():
        raise ValueError("the store takes finite numbers only")
    return f"{value:f}" if connection.dialect.name == "sqlite" else value


def day_of(value: date | str) -> date:
    """Return a day as either driver gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def time_of(value: datetime | str | None) -> datetime | None:
    """Return an instant as either driver gives it."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def decimal_of(value: Decimal | str | None) -> Decimal | None:
    """Return a number as either driver gives it."""
    return Decimal(value) if isinstance(value, str) else value
