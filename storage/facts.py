"""Figures that were told, written beside those that are held; each a part of one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection

from bot.core.intake import Stored
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.instruments import Instrument
from bot.market.shares import ShareCount
from storage.bar_rows import (
    ACTION_COLUMNS,
    ACTION_FIGURES,
    COLUMNS,
    FIGURES,
    action_row,
    actions_of,
    bars_of,
    row_of,
)
from storage.bars import COUNT, INSERT
from storage.batches import Batch, driver_day, driver_time, marks
from storage.merging import Change, merged
from storage.types import storable

_FEW = 40
"""Codes up to which a session's held bars are looked up one by one."""


def _sets(names: str) -> str:
    """Return the assignments of an update from the row that could not be inserted."""
    return ", ".join(f"{name} = excluded.{name}" for name in names.split(", "))


_BAR = Batch(f"{INSERT} ON CONFLICT (session, code, revision) DO UPDATE SET {_sets(FIGURES)}")
_HELD = f"SELECT {COLUMNS} FROM bars WHERE session = ?"  # noqa: S608 - constants of this room
_ACTION = Batch(
    f"INSERT INTO actions ({ACTION_COLUMNS}) VALUES ({marks(14)})"  # noqa: S608 - as above
    f" ON CONFLICT (session, code, kind, revision) DO UPDATE SET {_sets(ACTION_FIGURES)}"
)
_HELD_ACTIONS = Batch(
    f"SELECT {ACTION_COLUMNS} FROM actions WHERE session BETWEEN ? AND ?"  # noqa: S608 - as above
    " ORDER BY session, code, kind, revision"
)
_TOUCH = Batch("UPDATE sessions_held SET version = version + 1 WHERE session = ?")
_SHARES = Batch(
    "INSERT INTO shares (day, code, shares, source, fetched_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (day, code) DO UPDATE SET shares = excluded.shares, source = excluded.source,"
    " fetched_at = excluded.fetched_at"
)
_LISTING = Batch(
    "INSERT INTO instruments (code, name, market, kind, english, listed)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET"
    " name = excluded.name, market = excluded.market, kind = excluded.kind,"
    " english = coalesce(excluded.english, instruments.english),"
    " listed = coalesce(excluded.listed, instruments.listed)"
)


def keep_bars(connection: Connection, told: Sequence[Bar]) -> Stored:
    """Write the bars that are new, filled or restated; count what was done."""
    held = {(bar.session, bar.code): bar for bar in _held_beside(connection, told)}
    changes = [merged(held.get((bar.session, bar.code)), bar) for bar in told]
    rows = [row_of(connection, bar) for bar, change in changes if change is not Change.SAME]
    _BAR.run(connection, rows)
    days = sorted({bar.session for bar, change in changes if change is not Change.SAME})
    COUNT.run(connection, [(driver_day(connection, day),) for day in days])
    counts = Counter(change for _, change in changes)
    return Stored(
        new=counts[Change.NEW],
        revised=counts[Change.REVISED],
        same=counts[Change.SAME] + counts[Change.FILLED],
    )


def keep_actions(connection: Connection, told: Sequence[CorporateAction]) -> None:
    """Write the actions that are new, filled or restated."""
    if not told:
        return
    days = [action.session for action in told]
    first, last = (driver_day(connection, day) for day in (min(days), max(days)))
    held = {
        (action.session, action.code, action.kind): action
        for action in actions_of(_HELD_ACTIONS.read(connection, first, last))
    }
    changes = [merged(held.get((one.session, one.code, one.kind)), one) for one in told]
    written = [action for action, change in changes if change is not Change.SAME]
    _ACTION.run(connection, [action_row(connection, action) for action in written])
    touched = sorted({action.session for action in written})
    _TOUCH.run(connection, [(driver_day(connection, day),) for day in touched])


def keep_shares(connection: Connection, told: Iterable[ShareCount]) -> None:
    """Write the counts under the days they hold for."""
    rows: list[tuple[object, ...]] = [
        (
            driver_day(connection, count.provenance.data_date),
            count.code,
            count.shares,
            count.provenance.source,
            driver_time(connection, count.provenance.fetched_at),
        )
        for count in told
    ]
    _SHARES.run(connection, rows)


def keep_listings(connection: Connection, told: Iterable[Instrument]) -> None:
    """Write the instruments; a name or a listing day that is not told anew is kept."""
    rows: list[tuple[object, ...]] = [
        (
            one.code,
            storable(one.name),
            one.market.value,
            one.kind.value,
            one.english,
            driver_day(connection, one.listed),
        )
        for one in told
    ]
    _LISTING.run(connection, rows)


def _held_beside(connection: Connection, told: Sequence[Bar]) -> list[Bar]:
    """Return the bars held of the same instruments and sessions, as they were told."""
    by_day: dict[date, list[str]] = {}
    for bar in told:
        by_day.setdefault(bar.session, []).append(bar.code)
    found: list[Bar] = []
    for session, codes in by_day.items():
        few = tuple(codes) if len(codes) <= _FEW else ()
        own = f" AND code IN ({marks(len(few))})" if few else ""
        query = Batch(f"{_HELD}{own} ORDER BY code, revision")
        found += bars_of(query.read(connection, driver_day(connection, session), *few))
    return found
