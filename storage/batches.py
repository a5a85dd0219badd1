"""Statements for many rows at once, run by the driver without work of ours per value."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from storage.types import bound_instant


class Batch:
    """One statement with `?` marks, written once for both drivers."""

    def __init__(self, sql: str) -> None:
        """Take SQL in which `?` stands only for a value and `%` not at all."""
        self._by_dialect = {"sqlite": sql, "postgresql": sql.replace("?", "%s")}

    def run(self, connection: Connection, rows: Sequence[tuple[object, ...]]) -> int:
        """Execute the statement for every row; return how many rows of the table changed."""
        if not rows:
            return 0
        statement = self._by_dialect[connection.dialect.name]
        return connection.exec_driver_sql(statement, list(rows)).rowcount


def driver_time(connection: Connection, instant: datetime | None) -> datetime | str | None:
    """Return an instant as the driver wants it: what the column type Instant would make of it."""
    return None if instant is None else bound_instant(instant, connection.dialect)
