"""What the exchanges' tables of corporate actions share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.core.intake import Batch
from bot.market.actions import ActionKind, CorporateAction
from bot.sources.feeds.asked import Asked
from bot.sources.reading.cells import code_of
from bot.sources.reading.numbers import decimal_of, limit_of
from bot.sources.reading.rows import read_rows
from bot.sources.reading.tables import Cells, Table


def actions(
    columns: Sequence[str], read: Callable[[Asked, Cells], CorporateAction]
) -> Callable[[Table, Asked], Batch]:
    """Return what reads a table of actions, which go by their first columns: code and session."""

    def contents(table: Table, asked: Asked) -> Batch:
        """Read the table's actions."""
        rows = read_rows(table, columns, partial(read, asked), names=2)
        return replace(asked.batch(rows), actions=rows.items)

    return contents


def stated(asked: Asked, cells: Cells, kind: ActionKind) -> CorporateAction:
    """Read code, session, close before, reference, limits and opening base, in this order."""
    code, session, previous, reference, up, down, base = cells
    day = asked.day_of(session)
    return CorporateAction(
        code_of(code),
        day,
        kind,
        previous_close=decimal_of(previous),
        reference=decimal_of(reference),
        cash=None,
        value=None,
        limit_up=limit_of(up),
        limit_down=limit_of(down),
        opening_base=decimal_of(base),
        provenance=asked.provenance(day),
    )
