"""Updates that name somebody who wants to be forgotten lose their text."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from storage.batches import Batch
from storage.database import Database
from storage.types import Instant

PAGE = 5_000
"""Updates looked at in one go."""
# Ids begin below every real one: unreadable bodies are kept under negative ones.
FIRST = ("", -(2**63))
LOOK = text(
    "SELECT bot, id, payload FROM inbox WHERE (bot > :bot OR (bot = :bot AND id > :id))"
    " AND bot LIKE :bots AND handled_at IS NOT NULL AND received_at <= :until"
    " ORDER BY bot, id LIMIT :page"
).bindparams(bindparam("until", type_=Instant))
# The number stays for its week, so that the same update is not dealt with again.
ERASE = Batch("UPDATE inbox SET payload = '{}' WHERE bot = ? AND id = ?")


async def blank_updates(
    database: Database, platform: str, ids: Collection[int], until: datetime
) -> int:
    """Erase the text of handled updates that name one of these ids; return how many."""
    # Every id in an update is a number of its own: `"id": 123,` or `"id": 123}`.
    marks = [f": {number}{end}" for number in ids if number for end in ",}"]
    values = {"bots": f"{platform}:%", "until": until, "page": PAGE}
    after, erased = FIRST, 0
    while True:
        here = {**values, "bot": after[0], "id": after[1]}
        rows = await database.read(partial(_look, values=here))
        named = [(row.bot, row.id) for row in rows if any(mark in row.payload for mark in marks)]
        if named:
            await database.write(partial(ERASE.run, rows=named))
        erased += len(named)
        if len(rows) < PAGE:
            return erased
        after = (rows[-1].bot, rows[-1].id)


def _look(connection: Connection, values: dict[str, object]) -> list[Row[Any]]:
    """Return one page of handled updates."""
    return list(connection.execute(LOOK, values).all())
