"""Whole sessions, and instruments over time."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sqlalchemy import Connection

from bot.market.bars import Bar
from bot.market.plain import Plain
from storage.bar_rows import (
    ACTION_COLUMNS,
    ACTIONS_OF_DAY,
    COLUMNS,
    actions_of,
    bars_of,
    completed,
)
from storage.batches import Batch, driver_day, marks
from storage.database import Database
from storage.kept import KeptSessions
from storage.plain_rows import plain_rows
from storage.turnovers import KeptTurnovers

SESSIONS_KEPT = 4
"""Sessions held decoded: a whole market's takes some 20 ms to decode and 3 MB to keep."""
_WHOLE = Batch(
    f"SELECT {COLUMNS} FROM bars WHERE session = ?"  # noqa: S608 - constants of this room
    " ORDER BY code, revision"
)
_DAYS = Batch("SELECT session FROM sessions_held WHERE session BETWEEN ? AND ? ORDER BY session")


class StoredSessions:
    """The Sessions port on SQL, and what an export reads."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database
        self._turnovers = KeptTurnovers(database)
        self._bars = KeptSessions(database, _by_code, SESSIONS_KEPT)
        self._plain = KeptSessions(database, plain_rows, SESSIONS_KEPT)

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return every bar of one session, indices included."""
        return await self._bars.of(session)

    async def plain(self, session: date) -> Mapping[str, Plain]:
        """Return the plain figures of every bar of one session."""
        return await self._plain.of(session)

    async def series(self, codes: Collection[str], first: date, last: date) -> Sequence[Bar]:
        """Return the bars held of these codes, by session and code."""
        asked = tuple(codes)
        own = f"WHERE code IN ({marks(len(asked))}) AND session BETWEEN ? AND ?"
        bars = Batch(f"SELECT {COLUMNS} FROM bars {own} ORDER BY session, code, revision")  # noqa: S608 - marks only
        acts = Batch(f"SELECT {ACTION_COLUMNS} FROM actions {own} ORDER BY session, code, revision")  # noqa: S608 - as above

        def work(connection: Connection) -> list[Bar]:
            """Read the bars and their actions at one moment."""
            values = (*asked, driver_day(connection, first), driver_day(connection, last))
            found = bars_of(bars.read(connection, *values))
            return completed(found, actions_of(acts.read(connection, *values)))

        return await self._database.read(work) if asked else []

    async def turnovers(self, code: str, until: date) -> Mapping[date, Decimal]:
        """Return an index's turnover on every session held up to a day."""
        return await self._turnovers.of(code, until)

    async def exported(self, first: date, last: date) -> AsyncIterator[Bar]:
        """Yield the bars of a range by session and code, one session in memory at a time."""

        def days(connection: Connection) -> list[date | str]:
            """List the sessions held."""
            span = driver_day(connection, first), driver_day(connection, last)
            return [row[0] for row in _DAYS.read(connection, *span)]

        for day in await self._database.read(days):
            for bar in await self._database.read(partial(_whole, day=day)):
                yield bar


def _whole(connection: Connection, day: date | str | None) -> list[Bar]:
    """Read a session's bars with the references that its actions state."""
    actions = actions_of(ACTIONS_OF_DAY.read(connection, day))
    return completed(bars_of(_WHOLE.read(connection, day)), actions)


def _by_code(connection: Connection, day: date | str | None) -> Mapping[str, Bar]:
    """Read a session's bars by code."""
    return {bar.code: bar for bar in _whole(connection, day)}
