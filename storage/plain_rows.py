"""A session as plain figures, read without a bar made of each row."""

from datetime import date

from sqlalchemy import Connection

from bot.market.plain import ONE_PRICE, WHOLE, Plain, plain_of
from storage.bar_rows import ACTIONS_OF_DAY, actions_of, bars_of, completed
from storage.bars import of_codes
from storage.batches import Batch


def _whole(name: str, times: int) -> str:
    """Return SQL for a figure as a whole number."""
    return f"CAST(ROUND(CAST({name} AS NUMERIC) * {times}) AS BIGINT)"


_CLOSE, _REFERENCE, _HIGH, _LOW = (
    _whole(name, ONE_PRICE) for name in ("close", "reference", "high", "low")
)
_PLAIN = Batch(
    f"SELECT code, {_CLOSE}, {_REFERENCE}, ({_CLOSE} - {_REFERENCE}) * {WHOLE} / {_REFERENCE},"  # noqa: S608 - constants of this file
    f" {_HIGH}, {_LOW}, volume, {_whole('turnover', 1)}"
    " FROM bars WHERE session = ? ORDER BY code, revision"
)


def plain_rows(connection: Connection, day: date | str | None) -> dict[str, Plain]:
    """Read a session; bars whose reference an action may state are read in full."""
    found = {row[0]: Plain._make(row) for row in _PLAIN.read(connection, day)}
    actions = actions_of(ACTIONS_OF_DAY.read(connection, day))
    codes = {action.code for action in actions} & found.keys()
    if codes:
        bars = bars_of(of_codes(len(codes)).read(connection, day, *codes))
        found |= plain_of({bar.code: bar for bar in completed(bars, actions)})
    return found
