"""Read a table row by row: what is not believed is set aside, the other rows stay."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from bot.core.intake import Rejected
from bot.core.text import harmless
from bot.sources.reading.cells import CellError, code_shown, text_of
from bot.sources.reading.tables import Cells, Table

Item = TypeVar("Item")
_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Rows(Generic[Item]):
    """What a table's rows of interest said, and those that were not believed."""

    items: Sequence[Item]
    rejected: Sequence[Rejected]

    @property
    def count(self) -> int:
        """Count the rows of interest, good and rejected."""
        return len(self.items) + len(self.rejected)


def read_rows(
    table: Table,
    columns: Sequence[str],
    read: Callable[[Cells], Item | None],
    code: str = "",
    names: int = 1,
) -> Rows[Item]:
    """Read the columns of every row; None is a row of no interest, CellError one to reject.

    The first `names` columns name a row, and of two rows of one name neither can be believed.
    A rejected row goes by its first column, unless all rows are of one `code`.
    """
    label = (lambda _: code) if code else itemgetter(0)
    told, odd = _told(table, columns, read)
    rejected = [rejection(row, "row_length", code or "?") for row in odd]
    times = Counter(_name(cells[:names]) for cells, _, _ in told)
    items: list[Item] = []
    for cells, row, said in told:
        if times[_name(cells[:names])] > 1:
            rejected.append(rejection(row, "duplicate_row", label(cells)))
        elif isinstance(said, CellError):
            rejected.append(rejection(row, said.rule, label(cells)))
        else:
            items.append(said)
    return Rows(items, rejected)


def _told(
    table: Table, columns: Sequence[str], read: Callable[[Cells], Item | None]
) -> tuple[list[tuple[Cells, object, Item | CellError]], list[object]]:
    """Read the rows of interest; apart from them, those that do not fit the fields."""
    pick, width = table.picker(columns), len(table.fields)
    told: list[tuple[Cells, object, Item | CellError]] = []
    odd: list[object] = []
    for row in table.rows:
        if not isinstance(row, list) or len(row) != width:
            odd.append(row)
            continue
        cells = pick(row)
        said = _attempt(read, cells)
        if said is not None:
            told.append((cells, row, said))
    return told, odd


def rejection(row: object, rule: str, code: object) -> Rejected:
    """Describe a row that is not believed, harmless enough to be stored and shown."""
    detail = json.dumps(row, ensure_ascii=False, default=str)
    return Rejected(code_shown(code), rule, harmless(detail, _DETAIL))


def _attempt(read: Callable[[Cells], Item | None], cells: Cells) -> Item | CellError | None:
    """Read one row, or say why it cannot be read."""
    try:
        return read(cells)
    except CellError as error:
        return error


def _name(cells: Cells) -> tuple[str, ...]:
    """Return what a row goes by; a date's `*` is a note."""
    return tuple(
        text_of(cell).rstrip("*") if isinstance(cell, str) else str(cell) for cell in cells
    )
