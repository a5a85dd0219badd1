"""Daily bars by session; of a bar's revisions the highest is the one that is read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from sqlalchemy import Connection

from bot.core.ports import Lack, Span
from bot.market.bars import Bar
from storage.bar_rows import (
    ACTIONS_OF_DAY,
    COLUMNS,
    FIGURES,
    actions_of,
    bars_of,
    completed,
    row_of,
)
from storage.batches import Batch, day_of, driver_day, marks
from storage.database import Database
from storage.notes import FIND, KEEP

_KEY = "session, code, revision"
_SETS = ", ".join(f"{name} = excluded.{name}" for name in FIGURES.split(", "))
INSERT = f"INSERT INTO bars ({COLUMNS}) VALUES ({marks(15)})"  # noqa: S608 - constants of this file
# A bundled bar that a later archive corrects is replaced; a fetched one (it has a time) stays.
_LOAD = Batch(f"{INSERT} ON CONFLICT ({_KEY}) DO UPDATE SET {_SETS} WHERE bars.fetched_at IS NULL")
# Whoever holds a session decoded sees by its version that it changed.
COUNT = Batch(
    "INSERT INTO sessions_held (session, bars, version)"
    " SELECT session, count(DISTINCT code), 1 FROM bars WHERE session = ? GROUP BY session"
    " ON CONFLICT (session) DO UPDATE"
    " SET bars = excluded.bars, version = sessions_held.version + 1"
)
_SPAN = Batch("SELECT min(session), max(session), sum(bars) FROM sessions_held WHERE session <= ?")
_NEAR = timedelta(days=60)
"""Where the newest session of most codes is found at once."""


class StoredBars:
    """The Bars and Archive ports on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the bars held of these codes in one session; the store asks no source."""
        return await self.held(session, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the bars held of these codes in one session; absent ones are left out."""
        asked = tuple(codes)

        def work(connection: Connection) -> list[Bar]:
            """Read the bars and the session's actions at one moment."""
            day = driver_day(connection, session)
            bars = bars_of(of_codes(len(asked)).read(connection, day, *asked))
            return completed(bars, actions_of(ACTIONS_OF_DAY.read(connection, day)))

        return {bar.code: bar for bar in await self._database.read(work)} if asked else {}

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session that is held; the store asks no source."""
        return await self.latest(codes, until, at_least)

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session up to `until` (inclusive) that holds `at_least` of the codes."""
        near = await self._holding(codes, until - _NEAR, until, at_least, "DESC")
        return near or await self._holding(codes, date.min, until - _NEAR, at_least, "DESC")

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session from `since` (inclusive) that holds `at_least` of the codes."""
        near = await self._holding(codes, since, since + _NEAR, at_least, "ASC")
        return near or await self._holding(codes, since + _NEAR, date.max, at_least, "ASC")

    async def span(self, until: date) -> Span | None:
        """Return the range held up to `until`; None when nothing is."""
        ((first, last, count),) = await self._database.read(
            lambda connection: _SPAN.read(connection, driver_day(connection, until))
        )
        return Span(day_of(first), day_of(last), int(count)) if count else None

    def lack(self, session: date, codes: Collection[str]) -> Lack:  # noqa: ARG002 - the port's signature
        """Know of no source behind the store."""
        return Lack.NOTHING_KNOWN

    async def load(self, revision: str, bars: Sequence[Bar]) -> int:
        """Store the bars once per revision; return how many were written (0 = had them)."""
        note = {"key": f"archive.{revision}"}
        if await self._database.read(lambda connection: connection.execute(FIND, note).scalar()):
            return 0

        def work(connection: Connection) -> int:
            """Write the bars and the note that they are there, both or neither."""
            if connection.execute(FIND, note).scalar() is not None:
                return 0
            connection.execute(KEEP, note | {"text": str(len(bars))})
            written = _LOAD.run(connection, [row_of(connection, bar) for bar in bars])
            days = sorted({bar.session for bar in bars})
            COUNT.run(connection, [(driver_day(connection, day),) for day in days])
            return written

        return await self._database.write(work)

    async def _holding(
        self, codes: Collection[str], first: date, last: date, at_least: int, order: str
    ) -> date | None:
        """Return the first session of an order that holds at least so many of the codes."""
        asked = tuple(set(codes))
        if not asked:
            return None

        def work(connection: Connection) -> Sequence[tuple[date | str]]:
            """Look for one session."""
            days = driver_day(connection, first), driver_day(connection, last)
            return _that_hold(len(asked), order).read(connection, *asked, *days, at_least)

        found = await self._database.read(work)
        return day_of(found[0][0]) if found else None


@lru_cache(maxsize=64)
def of_codes(count: int) -> Batch:
    """Return the look-up of so many codes in one session."""
    return Batch(
        f"SELECT {COLUMNS} FROM bars"  # noqa: S608 - constants of this file
        f" WHERE session = ? AND code IN ({marks(count)}) ORDER BY code, revision"
    )


@cache
def _that_hold(count: int, order: str) -> Batch:
    """Return the look-up of the first session that holds enough of so many codes."""
    return Batch(
        f"SELECT session FROM bars WHERE code IN ({marks(count)})"  # noqa: S608 - as above
        " AND session BETWEEN ? AND ? GROUP BY session HAVING count(DISTINCT code) >= ?"
        f" ORDER BY session {order} LIMIT 1"
    )
