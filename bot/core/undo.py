"""Taking a change back: the state before it is put in place, if nothing changed since."""

from typing import Final, Protocol

from bot.core.audit import Author, Entry
from bot.core.chat_life import Resume

UNDOABLE: Final = frozenset({"setting", "subscription", "editor", "basket"})
"""Kinds of changes that can be taken back; the rest has a command of its own."""


def kind_of(entry: Entry) -> str:
    """Return what kind of thing a change was about."""
    return entry.what.partition(":")[0]


class Undoing(Protocol):
    """Changes taken back."""

    async def undo(self, entry: Entry, by: Author, resume: Resume) -> int | None:
        """Put the `old` of a change back and return the id of the entry that records it.

        None, and nothing changed, where the state is not the change's `new` any more. `resume`
        gives an order its next run.
        """
