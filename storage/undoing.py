"""Changes taken back: compared, put back, recorded and marked in one transaction."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import IntegrityError

from bot.core.audit import Author, Entry
from bot.core.chat_life import Resume
from bot.core.order_records import from_record, recorded
from bot.core.own_baskets import holder_of
from bot.core.subscriptions import Pause
from bot.core.undo import kind_of
from storage.audit import record
from storage.chat_settings import layer_of, put_choice
from storage.database import Database
from storage.editors import put_editor
from storage.own_baskets import restore_basket
from storage.subscriptions import change, orders_of, put_order, remove
from storage.types import Instant

Restorer: TypeAlias = Callable[[Connection, Entry, Author, Resume], bool]
"""Puts `old` in the place of `new`; False, and nothing changed, where that is not there."""
MARK = text("UPDATE audit SET undone_at = :at WHERE id IN :ids AND undone_at IS NULL").bindparams(
    bindparam("ids", expanding=True), bindparam("at", type_=Instant)
)
TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, :seed))")
SEEDS = {"setting": 0, "basket": 1}
"""Whose turns the writers of these kinds take on PostgreSQL."""


class StoredUndoing:
    """The Undoing port on SQL, with a way back for each kind of change."""

    def __init__(
        self,
        database: Database,
        restorers: Mapping[str, Restorer],
    ) -> None:
        """Work on this database."""
        self._database = database
        self._restorers = restorers

    async def undo(self, entry: Entry, by: Author, resume: Resume) -> int | None:
        """Put the `old` of a change back; None where the state is not its `new` any more."""

        def work(connection: Connection) -> int | None:
            """Compare, put back, record and mark."""
            kind = kind_of(entry)
            if not self._database.is_sqlite and kind in SEEDS:
                connection.execute(TURN, {"name": _turn(kind, entry), "seed": SEEDS[kind]})
            if not self._restorers[kind](connection, entry, by, resume):
                return None
            number = record(connection, entry.chat, by, entry.what, entry.new, entry.old)
            # An undo is not offered for undoing; a change that it brings back again is.
            ids = [entry.id] if entry.undone else [entry.id, number]
            connection.execute(MARK, {"ids": ids, "at": by.at})
            return number

        try:
            return await self._database.write(work)
        except IntegrityError:  # its name or place was taken meanwhile
            return None


def _turn(kind: str, entry: Entry) -> str:
    """Return the name by which the writers of a kind wait for each other."""
    chat = entry.chat
    return f"{chat.platform}:{chat.id}" if kind == "setting" else f"{holder_of(chat)}"


def restore_setting(connection: Connection, entry: Entry, by: Author, resume: Resume) -> bool:
    """Choose what was chosen before, in the chat, its topic or for all."""
    del resume
    key, in_topic = entry.what.partition(":")[2], entry.chat.topic is not None
    held = layer_of(connection, entry.chat, in_topic=in_topic)
    old, new = (None if one is None else str(json.loads(one)) for one in (entry.old, entry.new))
    if held.values.get(key) != new:
        return False
    put_choice(connection, entry.chat, {key: old}, by.at, held, in_topic=in_topic)
    return True


def restore_order(connection: Connection, entry: Entry, by: Author, resume: Resume) -> bool:
    """End an order that was made, bring one back under its number, or change one back."""
    number = int(entry.what.partition(":")[2])
    held = orders_of(connection, entry.chat, number, lock=True)
    if (recorded(held[0]) if held else None) != entry.new:
        return False
    if entry.old is None:
        remove(connection, entry.chat, [number], by.at)
        return True
    order = from_record(entry.chat, number, entry.old)
    order = order if order.pause is Pause.ASKED else resume(order)
    if held:
        return change(connection, order)
    person = int(by.key.rpartition(":")[2])
    return put_order(connection, replace(order, made_by=person, made_at=by.at))


def restore_editor(connection: Connection, entry: Entry, by: Author, resume: Resume) -> bool:
    """Take an editor's right back, or give it back."""
    del resume
    person = int(entry.what.partition(":")[2])
    if not person:  # who wished to be forgotten
        return False
    return put_editor(connection, entry.chat, person, by, wanted=entry.old is not None)


def restore_own_basket(connection: Connection, entry: Entry, by: Author, resume: Resume) -> bool:
    """Put a basket back as it was, under the name it had."""
    del resume
    return restore_basket(connection, holder_of(entry.chat), entry.old, entry.new, by)


RESTORERS: Final[Mapping[str, Restorer]] = {
    "setting": restore_setting,
    "subscription": restore_order,
    "editor": restore_editor,
    "basket": restore_own_basket,
}
"""The way back for each kind of change."""
