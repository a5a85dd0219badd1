"""The rows that a chat leaves in the tables, and the note of a wish to be forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, Row, bindparam, text

from storage.forgotten_people import forget_person
from storage.outbox import OPEN
from storage.types import Instant

Message: TypeAlias = tuple[int, str]
"""The id of a row of the outbox, and the hash of its content."""
_CHATS: BindParameter[int] = bindparam("chats", expanding=True)
_UNTIL = bindparam("until", type_=Instant)
# A fan-out that is under way ends first: what it adds must go too.
LOCK = text("LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE")
ALIASES = text("SELECT old FROM chat_aliases WHERE platform = :platform AND new = :chat")
MINE = "platform = :platform AND chat IN :chats"
ROWS = {
    "skips": f"skips WHERE subscription IN (SELECT id FROM subscriptions WHERE {MINE})",  # noqa: S608 - constants of this file
    "subscriptions": f"subscriptions WHERE {MINE}",
    "settings": "chats WHERE platform = :platform AND id IN :chats",
    "buttons": f"buttons WHERE {MINE}",
    "limits": "gates WHERE bot LIKE :bots AND chat IN :chats",
    "topic_settings": f"topic_settings WHERE {MINE}",
    "editors": f"editors WHERE {MINE}",
    "audit": f"audit WHERE {MINE}",
    "baskets": f"baskets WHERE {MINE} AND person = 0",
    "shares": f"basket_shares WHERE {MINE}",
    "tickets": f"tickets WHERE {MINE}",
    "aliases": "chat_aliases WHERE platform = :platform AND (old IN :chats OR new IN :chats)",
}
"""By name; orders go after the runs that were left out, which are found through them."""
DELETE = {
    name: text(f"DELETE FROM {rows}")  # noqa: S608 - as above
    .bindparams(_CHATS)
    .execution_options(preserve_rowcount=True)
    for name, rows in ROWS.items()
}
UNSENT, SENT = (
    text(
        "SELECT id, content FROM outbox WHERE bot LIKE :bots AND chat IN :chats"  # noqa: S608 - as above
        f" AND {which} AND created_at <= :until"
    ).bindparams(_CHATS, _UNTIL)
    for which in (OPEN, "settled_at IS NOT NULL")
)
DELETE_ROWS = text("DELETE FROM outbox WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
# A body that another chat was sent too, or that is being planned, stays theirs.
DELETE_BODIES = text(
    "DELETE FROM content WHERE hash IN :bodies"
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.content = content.hash)"
    " AND NOT EXISTS (SELECT 1 FROM plan_parts WHERE plan_parts.content = content.hash)"
).bindparams(bindparam("bodies", expanding=True))
REMEMBER = text(
    "INSERT INTO notes (key, text) VALUES (:key, :at)"
    " ON CONFLICT (key) DO UPDATE SET text = excluded.text"
)
REMEMBERED = text("SELECT key, text FROM notes WHERE key LIKE 'forget:%'")
DONE = text("DELETE FROM notes WHERE key = :key AND text = :at")
# What the answer itself left: its limit, and a mark where the chat did not take it.
LEFT = text(
    "DELETE FROM chats WHERE platform = :platform AND id IN :chats AND settings = ''"  # noqa: S608 - as above
    f" AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE {MINE})"
).bindparams(_CHATS)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to be forgotten, since when."""

    platform: str
    chat: int
    """0 where a person alone wants to be forgotten, in all chats."""
    person: int
    """Who alone is in the chat; 0 for a group."""
    at: datetime

    @property
    def key(self) -> str:
        """Return the key of the note that remembers the wish."""
        return f"forget:{self.platform}:{self.chat}:{self.person}"

    def about(self, ids: Sequence[int]) -> dict[str, object]:
        """Return what names the chat, under all its ids, in a statement."""
        names = {"platform": self.platform, "bots": f"{self.platform}:%"}
        return {**names, "chats": list(ids)}


def silence(connection: Connection, wish: Wish, *, lock: bool) -> tuple[list[int], dict[str, int]]:
    """Delete orders, settings and whatever could still be sent; return the ids and counts."""
    if lock:
        connection.execute(LOCK)
    here = {"platform": wish.platform, "chat": wish.chat}
    ids = [wish.chat, *connection.execute(ALIASES, here).scalars()]
    about = wish.about(ids)
    unsent = _messages(connection.execute(UNSENT, {**about, "until": wish.at}).all())
    delete_rows(connection, unsent)
    gone = {name: connection.execute(sql, about).rowcount for name, sql in DELETE.items()}
    person = forget_person(connection, wish.platform, wish.person) if wish.person else {}
    remember(connection, wish)
    both = {name: gone.get(name, 0) + person.get(name, 0) for name in (*gone, *person)}
    return ids, {**both, "unsent": len(unsent)}


def remember(connection: Connection, wish: Wish) -> None:
    """Note a wish, whose own traces go within minutes."""
    connection.execute(REMEMBER, {"key": wish.key, "at": wish.at.isoformat()})


def sent(connection: Connection, wish: Wish, ids: Sequence[int], until: datetime) -> list[Message]:
    """Return the messages to the chat that came to an end."""
    return _messages(connection.execute(SENT, {**wish.about(ids), "until": until}).all())


def waits(connection: Connection, wish: Wish, until: datetime) -> bool:
    """Tell whether something is on its way to the chat, such as the answer to its wish."""
    values = {**wish.about([wish.chat]), "until": until}
    return connection.execute(UNSENT, values).first() is not None


def delete_rows(connection: Connection, rows: Sequence[Message]) -> None:
    """Delete messages, and the bodies that nobody else was sent."""
    if rows:
        connection.execute(DELETE_ROWS, {"ids": [number for number, _ in rows]})
        connection.execute(DELETE_BODIES, {"bodies": sorted({body for _, body in rows})})


def remembered(connection: Connection) -> list[Wish]:
    """Return the wishes that are noted."""
    return [_wish(key, at) for key, at in connection.execute(REMEMBERED)]


def done(connection: Connection, wish: Wish) -> None:
    """Forget that there was a wish."""
    if wish.chat:
        about = wish.about([wish.chat])
        connection.execute(DELETE["limits"], about)
        connection.execute(LEFT, about)
    connection.execute(DONE, {"key": wish.key, "at": wish.at.isoformat()})


def _wish(key: str, at: str) -> Wish:
    """Read a note."""
    _, platform, chat, person = key.split(":")
    return Wish(platform, int(chat), int(person), datetime.fromisoformat(at))


def _messages(rows: Sequence[Row[Any]]) -> list[Message]:
    """Return rows as plain pairs."""
    return [(row.id, row.content) for row in rows]
