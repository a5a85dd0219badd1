"""Read FinMind's `TaiwanStockPrice`: closes as they were traded, never restated.

Its column names mislead: `max` and `min` are high and low, `spread` is the signed change.
"""

from datetime import date, datetime
from decimal import Decimal

from bot.market.instruments import TPEX_INDEX, Instrument, Kind
from bot.sources.feed import Question, Refused
from bot.sources.reading.documents import json_object
from bot.sources.reading.numbers import decimal_of

_OK = 200


class FinMind:
    """A second source of closes."""

    name = "FinMind"
    restates = False

    def question(self, instrument: Instrument, session: date, now: datetime) -> Question | None:  # noqa: ARG002 - the port's signature
        """Ask for one instrument's session; the index of TPEx is not held there."""
        if instrument.code == TPEX_INDEX.code:
            return None
        day = session.isoformat()
        query = {"dataset": "TaiwanStockPrice", "data_id": instrument.code}
        return Question("finmind", "/api/v4/data", {**query, "start_date": day, "end_date": day})

    def read(
        self,
        body: bytes,
        instrument: Instrument,
        session: date,
        now: datetime,  # noqa: ARG002 - the port's signature
    ) -> Decimal | None:
        """Return the close; None where there is no row, or it was not traded."""
        document = json_object(body)
        rows = document.get("data")
        if document.get("status") != _OK or not isinstance(rows, list):
            raise Refused("no_prices", str(document.get("msg")))
        wanted = (session.isoformat(), instrument.code)
        # It is known to leave `end_date` aside, so that other days may come along.
        found = [
            row
            for row in rows
            if isinstance(row, dict) and (row.get("date"), row.get("stock_id")) == wanted
        ]
        if len(found) != 1:
            return None
        return _close(found[0], needs_volume=instrument.kind is not Kind.INDEX)


def _close(row: dict[str, object], *, needs_volume: bool) -> Decimal | None:
    """Read a row's close; a session without trades is a row of zeros."""
    if needs_volume and not decimal_of(row.get("Trading_Volume")):
        return None
    low, close, high = (decimal_of(row.get(name)) for name in ("min", "close", "max"))
    if not low or not close or not high:
        return None
    return close if 0 < low <= close <= high else None
