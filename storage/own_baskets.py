"""Chats' and members' own baskets with their members through time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import IntegrityError

from bot.core.audit import Author
from bot.core.own_baskets import (
    MOST_BASKETS,
    Holder,
    OwnBasket,
    Spell,
    as_snapshot,
    holder_of,
    of_snapshot,
)
from bot.core.principals import Chat
from bot.market.baskets import Basket
from storage.audit import record
from storage.batches import day_of
from storage.database import Database
from storage.types import Exact, Instant, Words

LASTING = timedelta(days=30)
MINE = "b.platform = :platform AND b.chat = :chat AND b.person = :person"
OF = text(
    "SELECT b.id, b.name, b.title, b.version, m.code, m.since, m.until, m.weight"  # noqa: S608 - a constant of this file
    f" FROM baskets AS b LEFT JOIN basket_members AS m ON m.basket = b.id WHERE {MINE}"
    " ORDER BY b.id, m.place, m.since"
).columns(weight=Exact)
ADD = text(
    "INSERT INTO baskets (platform, chat, person, name, title, version, made_at)"
    " VALUES (:platform, :chat, :person, :name, :title, 1, :at)"
).bindparams(
    bindparam("at", type_=Instant), bindparam("name", type_=Words), bindparam("title", type_=Words)
)
CHANGE = text(
    "UPDATE baskets SET name = :name, title = :title, version = version + 1 WHERE id = :id"
).bindparams(bindparam("name", type_=Words), bindparam("title", type_=Words))
CLEAR = text("DELETE FROM basket_members WHERE basket = :id")
REMOVE = text("DELETE FROM baskets WHERE id = :id")
MEMBER = text(
    "INSERT INTO basket_members (basket, code, since, until, weight, place)"
    " VALUES (:basket, :code, :since, :until, :weight, :place)"
).bindparams(bindparam("weight", type_=Exact))
# The core looks for a chat's own baskets only where there are any.
OWN = text(
    "INSERT INTO chats (platform, id, own, changed_at) VALUES (:platform, :chat, :own, :at)"
    " ON CONFLICT (platform, id) DO UPDATE SET own = excluded.own"
).bindparams(bindparam("at", type_=Instant))
TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 1))")
SHARE = text(
    "INSERT INTO basket_shares (code, title, body, platform, chat, expires_at)"
    " VALUES (:code, :title, :body, :platform, :chat, :until)"
).bindparams(
    bindparam("until", type_=Instant),
    bindparam("body", type_=Words),
    bindparam("title", type_=Words),
)
SHARED = text("SELECT body FROM basket_shares WHERE code = :code AND expires_at > :at").bindparams(
    bindparam("at", type_=Instant)
)


class StoredOwnBaskets:
    """The OwnBaskets port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def named(self, chat: Chat) -> Mapping[str, Basket]:
        """Return the chat's baskets by name, in the order of their making."""
        return {one.name: one.basket() for one in await self.of(holder_of(chat))}

    async def of(self, holder: Holder) -> Sequence[OwnBasket]:
        """Return a holder's baskets in the order of their making."""
        held = await self._database.read(lambda connection: _held(connection, holder))
        return [basket for _, basket in held]

    async def put(
        self, holder: Holder, before: OwnBasket | None, after: OwnBasket | None, by: Author
    ) -> bool:
        """Put one basket in the place of another; False where the stored one is not `before`."""

        def work(connection: Connection) -> bool:
            """Compare, write and record in one transaction."""
            if not self._database.is_sqlite:
                connection.execute(TURN, {"name": f"{holder}"})
            done = _put(connection, holder, before, after, by)
            if done:
                _note(connection, holder, before, after, by)
            return done

        try:
            return await self._database.write(work)
        except IntegrityError:
            return False

    async def share(self, holder: Holder, basket: OwnBasket, code: str, by: Author) -> None:
        """Keep a copy under a code for a month."""
        kept: dict[str, object] = {"platform": holder.platform, "chat": holder.chat}
        kept |= {"code": code, "title": basket.title, "body": as_snapshot(basket)}
        until = by.at + LASTING
        await self._database.write(
            lambda connection: connection.execute(SHARE, {**kept, "until": until})
        )

    async def shared(self, code: str, by: Author) -> OwnBasket | None:
        """Return the copy of a code; None where there is none (any more)."""
        wanted = {"code": code, "at": by.at}
        body = await self._database.read(
            lambda connection: connection.execute(SHARED, wanted).scalar()
        )
        return of_snapshot(body) if body else None


def _held(connection: Connection, holder: Holder) -> list[tuple[int, OwnBasket]]:
    """Return a holder's baskets with their row ids."""
    found: dict[int, list[Any]] = {}
    for row in connection.execute(OF, _key(holder)).all():
        found.setdefault(row.id, []).append(row)
    return [(number, _basket(rows)) for number, rows in found.items()]


def _put(
    connection: Connection,
    holder: Holder,
    before: OwnBasket | None,
    after: OwnBasket | None,
    by: Author,
) -> bool:
    """Replace a basket; the rows of its members are written anew."""
    held = _held(connection, holder)
    stored = {basket.name: (number, basket) for number, basket in held}
    if before is None:
        if after is None or after.name in stored or len(held) >= MOST_BASKETS:
            return False
    elif stored.get(before.name, (0, None))[1] != before:
        return False
    values = {**_key(holder), "at": by.at}
    number = stored[before.name][0] if before else 0
    if after is None:
        connection.execute(CLEAR, {"id": number})
        connection.execute(REMOVE, {"id": number})
    else:
        named = {"name": after.name, "title": after.title}
        if number:
            connection.execute(CHANGE, {**named, "id": number})
        else:
            connection.execute(ADD, {**values, **named})
            number = next(n for n, one in _held(connection, holder) if one.name == after.name)
        _write_members(connection, number, after)
    _mark(connection, holder, by)
    return True


def _mark(connection: Connection, holder: Holder, by: Author) -> None:
    """Keep with the chat whether it has baskets."""
    chat, own = holder.chat or holder.person, bool(_held(connection, holder))
    connection.execute(OWN, {"platform": holder.platform, "chat": chat, "own": own, "at": by.at})


def restore_basket(
    connection: Connection, holder: Holder, old: str | None, new: str | None, by: Author
) -> bool:
    """Put a snapshot in the place of another one, inside somebody's transaction."""
    wanted = of_snapshot(old) if old else None
    if new is None:
        return _put(connection, holder, None, wanted, by)
    name = of_snapshot(new).name
    stored = next((one for _, one in _held(connection, holder) if one.name == name), None)
    if stored is None or as_snapshot(stored) != new:
        return False
    return _put(connection, holder, stored, wanted, by)


def _write_members(connection: Connection, number: int, basket: OwnBasket) -> None:
    """Write the spells of a basket in place of those it had."""
    connection.execute(CLEAR, {"id": number})
    rows = [
        {
            "basket": number,
            "code": spell.code,
            "since": spell.since.isoformat(),
            "until": spell.until.isoformat() if spell.until else None,
            "weight": spell.weight,
            "place": place,
        }
        for place, spell in enumerate(basket.spells)
    ]
    if rows:
        connection.execute(MEMBER, rows)


def _note(
    connection: Connection,
    holder: Holder,
    before: OwnBasket | None,
    after: OwnBasket | None,
    by: Author,
) -> None:
    """Record a chat's change; a member's list is theirs alone."""
    if not holder.person:
        name = (after or before or OwnBasket("", "")).name
        old, new = (as_snapshot(one) if one else None for one in (before, after))
        record(connection, Chat(holder.platform, holder.chat), by, f"basket:{name}", old, new)


def _basket(rows: Sequence[Any]) -> OwnBasket:
    """Return the basket of its rows."""
    first = rows[0]
    spells = tuple(
        Spell(r.code, day_of(r.since), day_of(r.until) if r.until else None, r.weight)
        for r in rows
        if r.code
    )
    return OwnBasket(first.name, first.title, spells, first.version)


def _key(holder: Holder) -> dict[str, object]:
    """Return what names a holder in a statement."""
    return {"platform": holder.platform, "chat": holder.chat, "person": holder.person}
