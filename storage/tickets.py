"""Tickets by the hash of what their links carry."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from bot.core.principals import Chat, ChatKind, Principal
from bot.core.tickets import LASTING, Ticket
from storage.database import Database
from storage.types import Instant

_BYTES = 24
KEEP = text(
    "INSERT INTO tickets (hash, purpose, platform, person, chat, topic, expires_at)"
    " VALUES (:hash, :purpose, :platform, :person, :chat, :topic, :until)"
).bindparams(bindparam("until", type_=Instant))
STALE = text("DELETE FROM tickets WHERE expires_at <= :at").bindparams(
    bindparam("at", type_=Instant)
)
USE = (
    text(
        "UPDATE tickets SET used_at = :at WHERE hash = :hash AND platform = :platform"
        " AND person = :person AND used_at IS NULL AND expires_at > :at"
    )
    .bindparams(bindparam("at", type_=Instant))
    .execution_options(preserve_rowcount=True)
)
FIND = text("SELECT purpose, platform, chat, topic FROM tickets WHERE hash = :hash")


class StoredTickets:
    """The Tickets port on SQL."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    async def issue(self, ticket: Ticket, person: Principal, at: datetime) -> str:
        """Keep a ticket for one person and return what its link carries: 192 random bits."""
        token = secrets.token_urlsafe(_BYTES)
        row = {
            "hash": _hash(token),
            "purpose": ticket.purpose,
            "platform": ticket.chat.platform,
            "person": person.id,
            "chat": ticket.chat.id,
            "topic": ticket.chat.topic or 0,
            "until": at + LASTING,
        }

        def work(connection: Connection) -> None:
            """Clear old ones away and keep this one."""
            connection.execute(STALE, {"at": at})
            connection.execute(KEEP, row)

        await self._database.write(work)
        return token

    async def redeem(self, token: str, person: Principal, at: datetime) -> Ticket | None:
        """Use a ticket; None where it is none, another's, used, or too old."""
        wanted = {"hash": _hash(token), "platform": person.platform, "person": person.id, "at": at}

        def work(connection: Connection) -> Ticket | None:
            """Take it in one statement, so that of two at once one gets it."""
            if connection.execute(USE, wanted).rowcount != 1:
                return None
            row = connection.execute(FIND, wanted).one()
            chat = Chat(row.platform, row.chat, ChatKind.GROUP, row.topic or None)
            return Ticket(row.purpose, chat)

        return await self._database.write(work)


def _hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
