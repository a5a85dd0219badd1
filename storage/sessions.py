"""Whole sessions, and instruments over time."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from sqlalchemy import Connection

from bot.market.bars import Bar
from storage.bar_rows import (
    ACTION_COLUMNS,
    ACTIONS_OF_DAY,
    COLUMNS,
    actions_of,
    bars_of,
    completed,
)
from storage.batches import Batch, day_of, driver_day, marks
from storage.database import Database

SESSIONS_KEPT = 4
"""Sessions held decoded: a whole market's takes some 20 ms to decode and 3 MB to keep."""
_VERSION = Batch("SELECT version FROM sessions_held WHERE session = ?")
_WHOLE = Batch(
    f"SELECT {COLUMNS} FROM bars WHERE session = ?"  # noqa: S608 - constants of this room
    " ORDER BY code, revision"
)
_DAYS = Batch("SELECT session FROM sessions_held WHERE session BETWEEN ? AND ? ORDER BY session")
# The codes are those of a partial index that holds all the columns read here.
TURNOVERS = (
    "SELECT session, turnover FROM bars WHERE code = ? AND code IN ('TAIEX', 'TPEX')"
    " AND session <= ? ORDER BY session, revision"
)
_TURNOVERS = Batch(TURNOVERS)


class StoredSessions:
    """The Sessions port on SQL, and what an export reads."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database
        self._kept: OrderedDict[date, tuple[int, Mapping[str, Bar]]] = OrderedDict()

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return every bar of one session, indices included."""
        kept = self._kept.get(session)

        def work(connection: Connection) -> tuple[int, Mapping[str, Bar]]:
            """Read the session unless what is kept is still what is held."""
            day = driver_day(connection, session)
            found = _VERSION.read(connection, day)
            version = found[0][0] if found else 0
            if kept and kept[0] == version:
                return kept
            return version, MappingProxyType({bar.code: bar for bar in _whole(connection, day)})

        answer = await self._database.read(work)
        self._kept[session] = answer
        self._kept.move_to_end(session)
        while len(self._kept) > SESSIONS_KEPT:
            self._kept.popitem(last=False)
        return answer[1]

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
        """Return an index's turnover on every session held; of revisions the last one's."""
        rows = await self._database.read(
            lambda connection: _TURNOVERS.read(connection, code, driver_day(connection, until))
        )
        latest = {day: amount for day, amount in rows if amount is not None}
        return {day_of(day): Decimal(amount) for day, amount in latest.items()}

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
