"""The open store: one attribute per port."""

from dataclasses import dataclass

from bot.core.clock import Clock
from storage.bars import StoredBars
from storage.buttons import StoredButtons
from storage.chats import StoredChats
from storage.database import Database
from storage.inbox import StoredInbox
from storage.notes import StoredNotes
from storage.outbox import StoredOutbox


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that is kept, by port; `bars` is also the Archive."""

    database: Database
    clock: Clock
    bars: StoredBars
    chats: StoredChats
    inbox: StoredInbox
    outbox: StoredOutbox
    buttons: StoredButtons
    notes: StoredNotes

    async def close(self) -> None:
        """Close every connection."""
        await self.database.close()


def store_on(database: Database, clock: Clock) -> Store:
    """Return the store that works on an open database."""
    return Store(
        database=database,
        clock=clock,
        bars=StoredBars(database),
        chats=StoredChats(database),
        inbox=StoredInbox(database, clock),
        outbox=StoredOutbox(database, clock),
        buttons=StoredButtons(database),
        notes=StoredNotes(database),
    )
