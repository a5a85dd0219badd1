"""Updates that name somebody: they are found, and lose their text where that is wanted."""

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
    named = await named_updates(database, platform, ids, until)
    for at in range(0, len(named), PAGE):
        rows = [(row.bot, row.id) for row in named[at : at + PAGE]]
        await database.write(partial(ERASE.run, rows=rows))
    return len(named)


async def named_updates(
    database: Database, platform: str, ids: Collection[int], until: datetime
) -> list[Row[Any]]:
    """Return handled updates that name one of these ids, page by page."""
    # Every id in an update is a number of its own: `"id": 123,` or `"id": 123}`.
    marks = [f": {number}{end}" for number in ids if number for end in ",}"]
    values = {"bots": f"{platform}:%", "until": until, "page": PAGE}
    after, named = FIRST, list[Row[Any]]()
    while True:
        here = {**values, "bot": after[0], "id": after[1]}
        rows = await database.read(partial(_look, values=here))
        named += [row for row in rows if any(mark in row.payload for mark in marks)]
        if len(rows) < PAGE:
            return named
        after = (rows[-1].bot, rows[-1].id)


def _look(connection: Connection, values: dict[str, object]) -> list[Row[Any]]:
    """Return one page of handled updates."""
    return list(connection.execute(LOOK, values).all())
