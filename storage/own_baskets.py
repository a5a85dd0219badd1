"""Chats' own baskets with their members through time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from bot.core.principals import Chat
from bot.market.baskets import Basket, Confidence, Edition
from bot.market.bilingual import Bilingual
from storage.batches import day_of
from storage.database import Database

MEMBERS = text(
    "SELECT b.name, b.title, m.code, m.since, m.until FROM baskets AS b"
    " LEFT JOIN basket_members AS m ON m.basket = b.id"
    " WHERE b.platform = :platform AND b.chat = :chat AND b.person = 0"
    " ORDER BY b.id, m.place, m.code"
)


class StoredOwnBaskets:
    """The OwnBaskets port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def named(self, chat: Chat) -> Mapping[str, Basket]:
        """Return the chat's baskets by name, in the order of their making."""
        here = {"platform": chat.platform, "chat": chat.id}
        rows = await self._database.read(lambda connection: connection.execute(MEMBERS, here).all())
        by_name: dict[str, list[Any]] = {}
        for row in rows:
            by_name.setdefault(row.name, []).append(row)
        return {name: _basket(name, held) for name, held in by_name.items()}


def _basket(name: str, rows: list[Any]) -> Basket:
    """Return a basket with one edition for each day on which its members changed."""
    title = Bilingual(rows[0].title, rows[0].title)
    spells = [
        (row.code, day_of(row.since), day_of(row.until) if row.until else None)
        for row in rows
        if row.code
    ]
    days = sorted({day for _, since, until in spells for day in (since, until) if day})
    editions = tuple(
        Edition(
            day,
            Confidence.OWN,
            tuple(code for code, since, until in spells if since <= day and _holds(until, day)),
            "",
            Bilingual("", ""),
        )
        for day in days
    )
    return Basket(name, title, editions, timeless=True)


def _holds(until: Any, day: Any) -> bool:
    """Tell whether a member still belonged on a day."""
    return until is None or day < until
