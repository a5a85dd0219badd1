"""Faults inside an answer that is sound JSON: cells, columns, forms of no data, echoed days."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.standins.exchange.decorations import decorated
from tests.standins.exchange.faults import Fault, Raw
from tests.standins.exchange.grids import Grid
from tests.standins.exchange.questions import Asked
from tests.standins.exchange.twse_empty import VARIANTS

_MARK = "\ue000"
_LOT = 1000


def spoiled(document: Any, asked: Asked, faults: Sequence[Fault]) -> Any:
    """Return a document with the faults that lie inside it."""
    for fault in faults:
        if fault.kind == "empty" and fault.value is not None:
            document = copy.deepcopy(VARIANTS[fault.value])
        elif fault.kind == "echoed_day":
            document = _echoed(document, asked)
        elif fault.kind in _INSIDE:
            grid = Grid(document)
            _INSIDE[fault.kind](grid, fault)
            grid.put_back()
    return document


def bare(text: str) -> str:
    """Put `Raw` texts into the JSON as they are."""
    return text.replace(f'"{_MARK}', "").replace(f'{_MARK}"', "")


def _echoed(document: Any, asked: Asked) -> Any:
    """Claim the day that was asked for above rows of another one."""
    echo = asked["date"].replace("/", "")
    again = {"params": asked} if "params" in document else {}
    return {**document, **again, "date": echo}


def _cell(grid: Grid, fault: Fault) -> None:
    """Put a value into a cell."""
    raw = isinstance(fault.value, Raw)
    value = f"{_MARK}{fault.value.text}{_MARK}" if raw else fault.value
    grid.row(fault.code)[grid.column(fault.column)] = value


def _decorate(grid: Grid, fault: Fault) -> None:
    """Dress all figures; codes look like figures and stay."""
    code = grid.column("code") if any(name in grid.fields for name in ("代號", "證券代號")) else -1
    for row in grid.rows:
        row[:] = [
            cell if place == code else decorated(cell, fault.value)
            for place, cell in enumerate(row)
        ]


def _columns(grid: Grid, fault: Fault) -> None:
    """Change the table's columns."""
    _COLUMNS[fault.value](grid, fault)


def _reordered(grid: Grid, _: Fault) -> None:
    """Turn the columns round; names and cells still agree."""
    grid.fields.reverse()
    for row in grid.rows:
        row.reverse()


def _renamed(grid: Grid, fault: Fault) -> None:
    """Give a column a name that nobody knows."""
    grid.fields[grid.column(fault.column)] = "新欄位"


def _added(grid: Grid, _: Fault) -> None:
    """Put a column in front of all others."""
    grid.fields.insert(0, "新欄位")
    for row in grid.rows:
        row.insert(0, "1,234.00")


def _lots(grid: Grid, _: Fault) -> None:
    """Count volume in lots of 1,000 under the name that it had in shares."""
    place = grid.column("volume")
    for row in grid.rows:
        row[place] = f"{int(str(row[place]).replace(',', '')) // _LOT:,}"


_COLUMNS: Mapping[str, Callable[[Grid, Fault], None]] = {
    "reordered": _reordered,
    "renamed": _renamed,
    "added": _added,
    "lots": _lots,
}
_INSIDE: Mapping[str, Callable[[Grid, Fault], None]] = {
    "cell": _cell,
    "decorated": _decorate,
    "columns": _columns,
}
