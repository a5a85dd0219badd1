"""Button lines by id."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, text

from bot.core.ports import StoredButton
from storage.batches import Batch, driver_time
from storage.database import Database
from storage.types import Instant, storable

KEEP = Batch(
    "INSERT INTO buttons (id, line, platform, chat, presser, expires_at, once)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
FIND = text(
    "SELECT id, line, platform, chat, presser, expires_at, once FROM buttons WHERE id = :id"
).columns(expires_at=Instant)
TAKE = (
    text("UPDATE buttons SET expires_at = :at WHERE id = :id AND expires_at > :at")
    .bindparams(bindparam("at", type_=Instant))
    .execution_options(preserve_rowcount=True)
)


class StoredButtons:
    """The Buttons port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def keep(self, buttons: Sequence[StoredButton]) -> None:
        """Store the buttons; an id that is there already stays as it is."""
        await self._database.write(lambda connection: insert_buttons(connection, buttons))

    async def find(self, button_id: str) -> StoredButton | None:
        """Return a stored button, expired or not; None when it is unknown."""
        row = await self._database.read(
            lambda connection: connection.execute(FIND, {"id": button_id}).one_or_none()
        )
        return None if row is None else _button(row)

    async def take(self, button_id: str, at: datetime) -> bool:
        """Use a button that works once: let it expire now; False where it had before."""
        values = {"id": button_id, "at": at}
        return await self._database.write(
            lambda connection: connection.execute(TAKE, values).rowcount == 1
        )


def insert_buttons(connection: Connection, buttons: Sequence[StoredButton]) -> None:
    """Add buttons inside somebody's transaction."""
    rows = [
        (
            button.id,
            storable(button.line),
            button.platform,
            button.chat,
            button.presser,
            driver_time(connection, button.expires_at),
            button.once,
        )
        for button in buttons
    ]
    KEEP.run(connection, rows)


def _button(row: Row[tuple[object, ...]]) -> StoredButton:
    """Return the button of one row."""
    return StoredButton(
        id=row.id,
        line=row.line,
        platform=row.platform,
        chat=row.chat,
        presser=row.presser,
        expires_at=row.expires_at,
        once=bool(row.once),
    )
