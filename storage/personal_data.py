"""Everything that is stored about one person or one private chat."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import Connection, TextualSelect, text

from bot.core.principals import Chat, Principal
from bot.core.replies import Fact
from storage.database import Database
from storage.forgotten_updates import named_updates
from storage.types import Exact, Instant

ORDERS = "id, chat, topic, line, at, zone, days, form, silent, pause, made_at"
LISTED = (
    "SELECT b.name, b.title, b.made_at, m.code, m.since, m.until, m.weight FROM baskets AS b"
    " LEFT JOIN basket_members AS m ON m.basket = b.id"
    " WHERE b.platform = :platform AND b.chat = :chat AND b.person = :person ORDER BY b.id, m.place"
)


def _look(sql: str) -> TextualSelect:
    """Return a look-up whose instants and weights come back as such."""
    return text(sql).columns(
        made_at=Instant, at_=Instant, created_at=Instant, expires_at=Instant, weight=Exact
    )


ABOUT: Mapping[str, TextualSelect] = {
    name: _look(sql)
    for name, sql in {
        "orders": f"SELECT {ORDERS} FROM subscriptions"  # noqa: S608 - constants of this file
        " WHERE platform = :platform AND made_by = :person",
        "changes": "SELECT id, platform, chat, topic, at AS at_, what, old, new FROM audit"
        " WHERE author = :key ORDER BY id",
        "appointments": "SELECT chat, at AS at_, what, old, new FROM audit"
        " WHERE platform = :platform AND what = :editor ORDER BY id",
        "editor_of": "SELECT chat, made_at FROM editors"
        " WHERE platform = :platform AND person = :person",
        "bans": "SELECT reason, made_at FROM bans"
        " WHERE platform = :platform AND kind = 'person' AND id = :person",
        "list": LISTED,
        "buttons": "SELECT COUNT(*) AS count FROM buttons"
        " WHERE platform = :platform AND presser = :person",
        "links": "SELECT purpose, chat, expires_at FROM tickets"
        " WHERE platform = :platform AND person = :person",
    }.items()
}
OF_CHAT: Mapping[str, TextualSelect] = {
    name: _look(sql)
    for name, sql in {
        "chat": "SELECT id, settings, away FROM chats WHERE platform = :platform AND id = :chat",
        "subscriptions": f"SELECT {ORDERS} FROM subscriptions"  # noqa: S608 - as above
        " WHERE platform = :platform AND chat = :chat",
        "baskets": LISTED,
        "handed_out": "SELECT code, title, expires_at FROM basket_shares"
        " WHERE platform = :platform AND chat = :chat",
        "log": "SELECT id, author, at AS at_, what, old, new FROM audit"
        " WHERE platform = :platform AND chat = :chat ORDER BY id",
        "messages": "SELECT o.created_at, o.state, c.body FROM outbox AS o"
        " JOIN content AS c ON c.hash = o.content"
        " WHERE o.chat = :chat AND o.bot LIKE :bots AND o.method <> 'sendDocument'"
        " ORDER BY o.id DESC LIMIT 1000",
    }.items()
}


class StoredPersonalData:
    """The PersonalData port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def about(self, person: Principal, at: datetime) -> Mapping[str, Fact]:
        """Return what is stored about a person, in all chats; never about anybody else."""
        values = {
            "platform": person.platform, "person": person.id, "key": person.key, "chat": 0,
            "editor": f"editor:{person.id}",
        }  # fmt: skip
        found = await self._database.read(partial(_all, looks=ABOUT, values=values))
        rows = await named_updates(self._database, person.platform, [person.id], at)
        texts = [said for row in rows if (said := _said(row.payload, person.id))]
        return {"person": person.key, **found, "texts": texts}

    async def of_chat(self, chat: Chat) -> Mapping[str, Fact]:
        """Return what is stored about a chat in which the asker is alone."""
        values = {"platform": chat.platform, "chat": chat.id, "person": 0}
        bots = {"bots": f"{chat.platform}%"}
        return await self._database.read(partial(_all, looks=OF_CHAT, values={**values, **bots}))


def _all(
    connection: Connection, looks: Mapping[str, TextualSelect], values: Mapping[str, object]
) -> dict[str, Fact]:
    """Run all look-ups at one moment."""
    return {name: _rows(connection.execute(sql, values).mappings().all())
            for name, sql in looks.items()}  # fmt: skip


def _rows(rows: Sequence[Any]) -> list[Fact]:
    """Return rows as JSON has them."""
    return [{key.rstrip("_"): _fact(value) for key, value in row.items()} for row in rows]


def _fact(value: object) -> Fact:
    """Return a value as JSON has it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _said(payload: str, person: int) -> Fact:
    """Return what a person wrote or pressed in an update; None where somebody else did."""
    for part in json.loads(payload).values():
        sender = part.get("from") if isinstance(part, dict) else None
        if isinstance(sender, dict) and sender.get("id") == person:
            return {
                "date": part.get("date"),
                "chat": (part.get("chat") or {}).get("id"),
                "text": part.get("text") or part.get("caption") or part.get("data"),
                "from": sender,
            }
    return None
