"""What the markets traded on every session held, read from an index and kept until it changes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from storage.batches import Batch, day_of
from storage.database import Database

# The codes are those of a partial index that holds all the columns read here.
TURNOVERS = (
    "SELECT session, turnover FROM bars WHERE code = ? AND code IN ('TAIEX', 'TPEX')"
    " ORDER BY session, revision"
)
_TURNOVERS = Batch(TURNOVERS)
_VERSION = Batch("SELECT count(*), sum(version) FROM sessions_held")
_Version = tuple[int, int]


class KeptTurnovers:
    """The turnovers of each index that was asked for."""

    def __init__(self, database: Database) -> None:
        """Keep nothing yet."""
        self._database = database
        self._kept: dict[str, tuple[_Version, Mapping[date, Decimal]]] = {}

    async def of(self, code: str, until: date) -> Mapping[date, Decimal]:
        """Return those up to a day, read anew where any session changed since."""
        kept = self._kept.get(code)

        def work(connection: Connection) -> tuple[_Version, Mapping[date, Decimal]]:
            """Look at the sessions' versions, and at the index where they are others."""
            ((count, versions),) = _VERSION.read(connection)
            version = (count, versions or 0)
            return kept if kept and kept[0] == version else (version, _read(connection, code))

        answer = await self._database.read(work)
        if answer[1]:  # what is no index of ours is not remembered
            self._kept[code] = answer
        return {day: amount for day, amount in answer[1].items() if day <= until}


def _read(connection: Connection, code: str) -> Mapping[date, Decimal]:
    """Read every session's turnover; of revisions the last one's."""
    rows = _TURNOVERS.read(connection, code)
    latest = {day: amount for day, amount in rows if amount is not None}
    return {day_of(day): Decimal(amount) for day, amount in latest.items()}
