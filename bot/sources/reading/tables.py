"""Find a table by its title and its columns by their names."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.sources.feed import Refused

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as received: names of the fields, rows of cells."""

    title: str
    fields: Sequence[str]
    rows: Sequence[object]
    hints: str = ""
    """What the source says about the table's units."""

    def picker(self, columns: Sequence[str]) -> Callable[[Cells], Cells]:
        """Return what picks these columns out of a row, in this order."""
        known = Counter(self.fields)
        if wrong := [name for name in columns if known[name] != 1]:
            raise Refused("columns", f"{wrong} in {list(self.fields)}")
        places = [self.fields.index(name) for name in columns]
        return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


def table_of(value: object) -> Table | None:
    """Read a table out of an object with `fields` and `data`; None where it has no rows."""
    if not isinstance(value, Mapping) or not value.get("data"):
        return None
    fields, rows = value.get("fields"), value["data"]
    if not isinstance(fields, list) or not isinstance(rows, list):
        raise Refused("columns", "no list of fields beside the data")
    names = ["".join(str(name).split()) for name in fields]
    title, hints = (str(value.get(name, "")).strip() for name in ("title", "hints"))
    return Table(title, names, rows, hints)


def table_of_records(records: Sequence[Mapping[str, object]]) -> Table | None:
    """Read records as a table whose fields are the first record's; None where there are none."""
    if not records:
        return None
    fields = list(records[0])
    rows = [
        list(map(record.get, fields)) if record.keys() == set(fields) else record
        for record in records
    ]
    return Table("", fields, rows)


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
