"""Leases beside a SQLite file: locks of the system, which end with whoever holds them.

A lease in the database would outlive a killed process by its whole term, and a lone process that
is started again would wait for its dead self. The system frees a lock at the death of its holder.
SQLite's own lock on an empty file beside the database is used because it works on every system.
"""

import asyncio
import sqlite3
import urllib.parse
from pathlib import Path


class FileLeases:
    """The Leases port for processes of one machine."""

    def __init__(self, database: Path) -> None:
        """Keep the locks' files beside this database."""
        self._database = database
        self._held: dict[str, tuple[str, sqlite3.Connection]] = {}

    async def take(self, name: str, holder: str, seconds: float) -> int | None:
        """Take the lock, for as long as this process lives; it needs no renewal."""
        del seconds
        held = self._held.get(name)
        if held is None:
            lock = await asyncio.to_thread(_locked, self._file(name))
            if lock is None:
                return None
            held = self._held.setdefault(name, (holder, lock))
        return 1 if held[0] == holder else None

    async def release(self, name: str, holder: str) -> None:
        """Let the lock go."""
        held = self._held.get(name)
        if held is not None and held[0] == holder:
            del self._held[name]
            held[1].close()

    def _file(self, name: str) -> Path:
        """Return the file of a lock; its name has no character that a system refuses."""
        plain = urllib.parse.quote(name, safe="").replace("%", "_")
        return self._database.with_name(f"{self._database.name}.{plain}.lock")


def _locked(path: Path) -> sqlite3.Connection | None:
    """Return a connection that holds the file's lock; None while another holds it."""
    path.touch(mode=0o600)
    lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("PRAGMA journal_mode=MEMORY")  # nothing is written, so no file is left
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        return None
    return lock
