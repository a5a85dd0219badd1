"""Sessions held in memory as they were read, each until its version changes."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar

from sqlalchemy import Connection

from storage.batches import Batch, driver_day
from storage.database import Database

_VERSION = Batch("SELECT version FROM sessions_held WHERE session = ?")
T = TypeVar("T")


class KeptSessions(Generic[T]):
    """The last few sessions that were asked for, by code."""

    def __init__(
        self,
        database: Database,
        read: Callable[[Connection, date | str | None], Mapping[str, T]],
        most: int,
    ) -> None:
        """Keep up to `most` of what `read` returns of a day."""
        self._database = database
        self._read = read
        self._most = most
        self._kept: OrderedDict[date, tuple[int, Mapping[str, T]]] = OrderedDict()

    async def of(self, session: date) -> Mapping[str, T]:
        """Return a session, read anew unless what is kept is still what is held."""
        kept = self._kept.get(session)

        def work(connection: Connection) -> tuple[int, Mapping[str, T]]:
            """Look at the version, and at the rows where it is another one."""
            day = driver_day(connection, session)
            found = _VERSION.read(connection, day)
            version = found[0][0] if found else 0
            if kept and kept[0] == version:
                return kept
            return version, MappingProxyType(dict(self._read(connection, day)))

        answer = await self._database.read(work)
        self._kept[session] = answer
        self._kept.move_to_end(session)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return answer[1]
