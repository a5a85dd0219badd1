"""Corporate actions by the session they take effect on, and which tables of them are held."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.core.clock import TAIPEI
from bot.core.intake import ACTION_TABLES, Dataset
from bot.market.actions import CorporateAction
from bot.market.instruments import Market
from storage.bar_rows import ACTION_COLUMNS, actions_of
from storage.batches import Batch, day_of, driver_day, marks, time_of
from storage.database import Database
from storage.facts import keep_actions
from storage.notes import FIND, KEEP

_PUBLISHED = time(7, 30)
"""A day's actions stand in their tables before its open."""
_FETCHES = Batch(
    "SELECT first, last, at FROM fetches WHERE dataset = ? AND status IN ('complete', 'empty')"
    " AND first <= ? AND last >= ? ORDER BY first"
)


class StoredActions:
    """The Actions port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def between(
        self, codes: Collection[str] | None, first: date, last: date
    ) -> Sequence[CorporateAction]:
        """Return the actions that take effect in the range, by session (codes None: all)."""
        asked = tuple(codes or ())
        if codes is not None and not asked:
            return []
        own = f"code IN ({marks(len(asked))}) AND " if asked else ""
        query = Batch(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE {own}session BETWEEN ? AND ?"  # noqa: S608 - marks only
            " ORDER BY session, code, kind, revision"
        )
        return await self._database.read(
            lambda connection: actions_of(
                query.read(
                    connection, *asked, driver_day(connection, first), driver_day(connection, last)
                )
            )
        )

    async def load(self, revision: str, actions: Sequence[CorporateAction]) -> None:
        """Store bundled actions once per revision."""
        note = {"key": f"actions.{revision}"}
        if await self._database.read(lambda connection: connection.execute(FIND, note).scalar()):
            return

        def work(connection: Connection) -> None:
            """Write the actions and the note that they are there, both or neither."""
            connection.execute(KEEP, note | {"text": str(len(actions))})
            keep_actions(connection, actions)

        await self._database.write(work)

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell whether every table of the market was fetched for the range.

        A fetch tells of the days of its month or year whose morning had come when it was made.
        """

        def work(connection: Connection) -> bool:
            """Look at every table's fetches."""
            span = driver_day(connection, last), driver_day(connection, first)
            return all(
                _covers(_FETCHES.read(connection, dataset.value, *span), first, last)
                for dataset in ACTION_TABLES[market]
            )

        return await self._database.read(work)

    async def announced(self, day: date) -> bool:
        """Tell whether what was announced ahead was fetched on a day."""

        def work(connection: Connection) -> bool:
            """Look for the day's fetch."""
            of_day = driver_day(connection, day), driver_day(connection, day)
            return bool(_FETCHES.read(connection, Dataset.TWSE_DIVIDENDS_AHEAD.value, *of_day))

        return await self._database.read(work)


def _covers(
    fetches: Sequence[tuple[date | str, date | str, datetime | str]], first: date, last: date
) -> bool:
    """Tell whether fetches, by their first day, together tell of every day of a range."""
    known_until = date.fromordinal(first.toordinal() - 1)
    for start, end, at in fetches:
        if day_of(start).toordinal() > known_until.toordinal() + 1:
            return False
        known_until = max(known_until, min(day_of(end), _last_told(time_of(at))))
    return known_until >= last


def _last_told(at: datetime | None) -> date:
    """Return the last day whose actions stood in the tables at an instant."""
    if at is None:
        return date.min
    local = at.astimezone(TAIPEI)
    yesterday = date.fromordinal(local.date().toordinal() - 1)
    return local.date() if local.time() >= _PUBLISHED else yesterday
