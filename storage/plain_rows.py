"""A session as plain figures, read without a bar made of each row."""

from datetime import date

from sqlalchemy import Connection

from bot.market.plain import Plain, plain_of
from storage.bar_rows import ACTIONS_OF_DAY, actions_of, bars_of, completed
from storage.bars import of_codes
from storage.batches import Batch

_CLOSE, _REFERENCE = "CAST(close AS DOUBLE PRECISION)", "CAST(reference AS DOUBLE PRECISION)"
_FIGURES = (
    f"code, {_CLOSE}, {_REFERENCE}, {_CLOSE} / {_REFERENCE} - 1,"
    " CAST(high AS DOUBLE PRECISION), CAST(low AS DOUBLE PRECISION), volume,"
    " CAST(turnover AS DOUBLE PRECISION)"
)
_PLAIN = Batch(f"SELECT {_FIGURES} FROM bars WHERE session = ? ORDER BY code, revision")  # noqa: S608 - constants of this file


def plain_rows(connection: Connection, day: date | str | None) -> dict[str, Plain]:
    """Read a session; bars whose reference an action may state are read in full."""
    found = {row[0]: Plain._make(row) for row in _PLAIN.read(connection, day)}
    actions = actions_of(ACTIONS_OF_DAY.read(connection, day))
    codes = {action.code for action in actions} & found.keys()
    if codes:
        bars = bars_of(of_codes(len(codes)).read(connection, day, *codes))
        found |= plain_of({bar.code: bar for bar in completed(bars, actions)})
    return found
