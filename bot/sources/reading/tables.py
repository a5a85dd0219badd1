"""Find a table by its title, its columns by their names, and read its rows one by one."""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from bot.core.intake import Rejected
from bot.core.text import harmless
from bot.sources.feed import Refused
from bot.sources.reading.cells import CellError, code_shown

Cells = Sequence[object]
Item = TypeVar("Item")
_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A table as received: names of the fields, rows of cells."""

    title: str
    fields: Sequence[str]
    rows: Sequence[object]

    def picker(self, columns: Sequence[str]) -> Callable[[Cells], Cells]:
        """Return what picks these columns out of a row, in this order."""
        known = Counter(self.fields)
        if wrong := [name for name in columns if known[name] != 1]:
            raise Refused("columns", f"{wrong} in {list(self.fields)}")
        places = [self.fields.index(name) for name in columns]
        return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


@dataclass(frozen=True, slots=True)
class Rows(Generic[Item]):
    """What a table's rows of interest said, and those that were not believed."""

    items: Sequence[Item]
    rejected: Sequence[Rejected]

    @property
    def count(self) -> int:
        """Count the rows of interest, good and rejected."""
        return len(self.items) + len(self.rejected)


def table_of(value: object) -> Table | None:
    """Read a table out of an object with `fields` and `data`; None where it has none."""
    if not isinstance(value, Mapping) or "data" not in value:
        return None
    fields, rows = value.get("fields"), value["data"]
    if not isinstance(fields, list) or not isinstance(rows, list):
        raise Refused("columns", "no list of fields beside the data")
    names = ["".join(str(name).split()) for name in fields]
    return Table(str(value.get("title", "")).strip(), names, rows)


def tables_of(document: Mapping[str, object]) -> list[Table]:
    """List the tables of an answer that has several; empty places are left out."""
    places = document.get("tables")
    found = map(table_of, places if isinstance(places, list) else ())
    return [table for table in found if table is not None]


def titled(tables: Iterable[Table], words: str) -> Table | None:
    """Return the only table whose title holds the words; None where there is none."""
    found = [table for table in tables if words in table.title]
    if len(found) > 1:
        raise Refused("columns", f"{len(found)} tables are titled {words}")
    return found[0] if found else None


def read_rows(
    table: Table,
    columns: Sequence[str],
    read: Callable[[Cells], Item | None],
    key: Callable[[Item], Hashable],
) -> Rows[Item]:
    """Read every row's columns; None is a row of no interest, CellError one to reject.

    The first column is the code that a rejected row goes by. Of two rows with one key neither
    can be believed.
    """
    pick, width = table.picker(columns), len(table.fields)
    good: list[tuple[Item, object]] = []
    rejected: list[Rejected] = []
    for row in table.rows:
        if not isinstance(row, list) or len(row) != width:
            rejected.append(rejection(row, "row_length"))
            continue
        cells = pick(row)
        try:
            item = read(cells)
        except CellError as error:
            rejected.append(rejection(row, error.rule, cells[0]))
            continue
        if item is not None:
            good.append((item, row))
    return _unique(good, rejected, key)


def _unique(
    good: Sequence[tuple[Item, object]],
    rejected: list[Rejected],
    key: Callable[[Item], Hashable],
) -> Rows[Item]:
    """Reject every row of a key that comes more than once."""
    times = Counter(key(item) for item, _ in good)
    twice = [(item, row) for item, row in good if times[key(item)] > 1]
    rejected += [rejection(row, "duplicate_row", getattr(item, "code", "")) for item, row in twice]
    return Rows([item for item, _ in good if times[key(item)] == 1], rejected)


def rejection(row: object, rule: str, code: object = "") -> Rejected:
    """Describe a row that is not believed, harmless enough to be stored and shown."""
    detail = json.dumps(row, ensure_ascii=False, default=str)
    return Rejected(code_shown(code), rule, harmless(detail, _DETAIL))
