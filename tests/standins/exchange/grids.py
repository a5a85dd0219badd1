"""One way to see every answer's main table, whatever its envelope: fields and rows."""

from typing import Any

from tests.standins.exchange.fields import FIELDS

_ABSENT = object()
_SENSES = FIELDS["senses"]


class Grid:
    """A table whose cells can be replaced; `put_back` carries the changes into the document."""

    def __init__(self, document: Any) -> None:
        """Find the main table: the one with the most columns whose sense is known."""
        self._home = max(_tables(document), key=_known)
        self.fields: list[str] = [*_fields(self._home)]
        self.rows: list[list[Any]] = _rows(self._home)

    def column(self, sense: str) -> int:
        """Return where a column of some sense stands; an index's table has no code."""
        for place, name in enumerate(self.fields):
            if name in _SENSES[sense]:
                return place
        raise LookupError(f"no column of {sense} in {self.fields}")

    def row(self, code: str) -> list[Any]:
        """Return an instrument's row, or the first one."""
        if not code:
            return self.rows[0]
        place = self.column("code")
        return next(row for row in self.rows if str(row[place]).strip() == code)

    def put_back(self) -> None:
        """Write fields and rows into the document."""
        if isinstance(self._home, dict):
            self._home["fields"], self._home["data"] = self.fields, self.rows
        else:
            self._home[:] = [_object(self.fields, row) for row in self.rows]


def _tables(document: Any) -> list[Any]:
    """List the tables of an answer: with fields and data, or lists of objects."""
    if isinstance(document, list):
        return [document]
    for key in ("msgArray", "data"):
        if isinstance(found := document.get(key), list) and found and isinstance(found[0], dict):
            return [found]
    return [table for table in document.get("tables", [document]) if table.get("data")]


def _fields(table: Any) -> list[str]:
    """Return the names of a table's columns."""
    if isinstance(table, dict):
        return list(table["fields"])
    return list(dict.fromkeys(key for one in table for key in one))


def _rows(table: Any) -> list[list[Any]]:
    """Return a table's rows."""
    if isinstance(table, dict):
        return [list(row) for row in table["data"]]
    fields = _fields(table)
    return [[row.get(name, _ABSENT) for name in fields] for row in table]


def _object(fields: list[str], row: list[Any]) -> dict[str, Any]:
    """Make an object of a row; keys that it did not have stay away."""
    return {name: cell for name, cell in zip(fields, row, strict=True) if cell is not _ABSENT}


def _known(table: Any) -> int:
    """Count the columns whose sense is known."""
    names = {name for several in _SENSES.values() for name in several}
    return sum(name in names for name in _fields(table))
