"""Updates, committed before they are confirmed to the platform."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from bot.core.clock import Clock
from bot.core.ports import Arrival, Handled
from storage.batches import Batch, driver_time
from storage.buttons import insert_buttons
from storage.database import Database
from storage.parts import insert_parts
from storage.types import Instant, storable

KEEP = Batch(
    "INSERT INTO inbox (bot, id, payload, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
WAITING = text(
    "SELECT id, payload, received_at FROM inbox"
    " WHERE bot = :bot AND handled_at IS NULL ORDER BY id LIMIT :limit"
).columns(received_at=Instant)
HANDLED = Batch("UPDATE inbox SET handled_at = ? WHERE bot = ? AND id = ? AND handled_at IS NULL")


class StoredInbox:
    """The Inbox port on SQL."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work on this database; the clock dates what is settled."""
        self._database = database
        self._clock = clock

    async def keep(self, bot: str, arrivals: Sequence[Arrival]) -> int:
        """Commit the arrivals; return how many were new (an id is kept once per bot)."""
        return await self._database.write(lambda connection: _keep(connection, bot, arrivals))

    async def waiting(self, bot: str, limit: int) -> list[Arrival]:
        """Return arrivals not dealt with yet, oldest id first."""
        rows = await self._database.read(
            lambda connection: connection.execute(WAITING, {"bot": bot, "limit": limit}).all()
        )
        return [Arrival(row.id, row.payload, row.received_at) for row in rows]

    async def settle(self, bot: str, handled: Sequence[Handled]) -> None:
        """In one transaction mark updates as dealt with and add their parts and buttons.

        Parts and buttons are kept once by their key, so settling again changes nothing.
        """
        now = self._clock.now()
        await self._database.write(lambda connection: _settle(connection, bot, handled, now))


def _keep(connection: Connection, bot: str, arrivals: Sequence[Arrival]) -> int:
    """Insert the arrivals that are not there yet; count them."""
    rows = [
        (bot, one.id, storable(one.payload), driver_time(connection, one.received_at))
        for one in arrivals
    ]
    return KEEP.run(connection, rows)


def _settle(connection: Connection, bot: str, handled: Sequence[Handled], now: datetime) -> None:
    """Write one batch."""
    at = driver_time(connection, now)
    HANDLED.run(connection, [(at, bot, one.id) for one in handled])
    insert_parts(connection, [part for one in handled for part in one.parts], now)
    insert_buttons(connection, [button for one in handled for button in one.buttons])
