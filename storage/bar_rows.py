"""Bars to rows and back, as the drivers take and give them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.references import referenced
from storage.batches import Batch, day_of, decimal_of, driver_day, driver_decimal, driver_time

FIGURES = (
    "open, high, low, close, reference, basis, volume, turnover, trades,"
    " source, data_date, fetched_at"
)
COLUMNS = f"session, code, revision, {FIGURES}"
ACTION_FIGURES = (
    "previous_close, reference, cash, value, limit_up, limit_down, opening_base,"
    " source, data_date, fetched_at"
)
ACTION_COLUMNS = f"session, code, kind, revision, {ACTION_FIGURES}"
ACTIONS_OF_DAY = Batch(
    f"SELECT {ACTION_COLUMNS} FROM actions WHERE session = ?"  # noqa: S608 - constants of this file
    " ORDER BY code, kind, revision"
)
_BASES = {basis.value: basis for basis in ReferenceBasis}


def row_of(connection: Connection, bar: Bar) -> tuple[object, ...]:
    """Return a bar as the driver takes it."""
    prices = (bar.open, bar.high, bar.low, bar.close, bar.reference)
    return (
        driver_day(connection, bar.session),
        bar.code,
        bar.provenance.revision,
        *(driver_decimal(connection, price) for price in prices),
        bar.basis.value,
        bar.volume,
        driver_decimal(connection, bar.turnover),
        bar.trades,
        *_source(connection, bar.provenance),
    )


def bars_of(rows: Iterable[Sequence[Any]]) -> list[Bar]:
    """Return the bars of rows; of a bar's revisions, given in order, the last one."""
    sources: dict[object, Provenance] = {}
    found: dict[tuple[object, str], Bar] = {}
    for row in rows:
        day, code, revision = row[:3]
        told = (*row[12:], revision)
        source = sources.get(told)
        if source is None:
            source = sources[told] = _provenance(*told)
        found[day, code] = Bar(
            code,
            source.data_date if row[13] == day else day_of(day),
            decimal_of(row[3]),
            decimal_of(row[4]),
            decimal_of(row[5]),
            decimal_of(row[6]),
            decimal_of(row[7]),
            _BASES[row[8]],
            row[9],
            decimal_of(row[10]),
            row[11],
            source,
        )
    return list(found.values())


def completed(bars: Iterable[Bar], actions: Sequence[CorporateAction]) -> list[Bar]:
    """Return the bars with the references that the actions of their sessions state."""
    by_bar: dict[tuple[object, str], list[CorporateAction]] = {}
    for action in actions:
        by_bar.setdefault((action.session, action.code), []).append(action)
    if not by_bar:
        return list(bars)
    return [referenced(bar, by_bar.get((bar.session, bar.code), ())) for bar in bars]


def action_row(connection: Connection, action: CorporateAction) -> tuple[object, ...]:
    """Return an action as the driver takes it."""
    figures = (
        action.previous_close,
        action.reference,
        action.cash,
        action.value,
        action.limit_up,
        action.limit_down,
        action.opening_base,
    )
    return (
        driver_day(connection, action.session),
        action.code,
        action.kind.value,
        action.provenance.revision,
        *(driver_decimal(connection, figure) for figure in figures),
        *_source(connection, action.provenance),
    )


def actions_of(rows: Iterable[Sequence[Any]]) -> list[CorporateAction]:
    """Return the actions of rows; of an action's revisions, given in order, the last one."""
    found: Mapping[object, CorporateAction] = {tuple(row[:3]): _action(row) for row in rows}
    return list(found.values())


def _action(row: Sequence[Any]) -> CorporateAction:
    """Return the action of one row."""
    return CorporateAction(
        code=row[1],
        session=day_of(row[0]),
        kind=ActionKind(row[2]),
        previous_close=decimal_of(row[4]),
        reference=decimal_of(row[5]),
        cash=decimal_of(row[6]),
        value=decimal_of(row[7]),
        limit_up=decimal_of(row[8]),
        limit_down=decimal_of(row[9]),
        opening_base=decimal_of(row[10]),
        provenance=_provenance(row[11], row[12], row[13], row[3]),
    )


def _source(connection: Connection, source: Provenance) -> tuple[object, ...]:
    """Return a provenance as the driver takes it."""
    return (
        source.source,
        driver_day(connection, source.data_date),
        driver_time(connection, source.fetched_at),
    )


def _provenance(source: str, day: Any, at: Any, revision: int) -> Provenance:
    """Return the provenance of a row."""
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    return Provenance(source, day_of(day), when and when.astimezone(UTC), revision)
