"""Tables as monospaced lines that fit a phone, or a wide screen."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.core.look import Width
from bot.core.replies import Column, Table
from bot.core.text import pad, width
from bot.platforms.discord.escape import in_fence

CELLS: Final[Mapping[Width, int]] = {"phone": 34, "desktop": 60}
"""Cells a code block shows before it wraps."""
_LEAST = 4
"""Cells that the last column keeps however wide the others are."""


def table_lines(table: Table, screen: Width) -> tuple[str | None, tuple[str, ...]]:
    """Return the head line, if any column has a title, and one line per row.

    CJK glyphs are not exactly two cells in Discord's code font, so wide columns come last,
    where nothing has to line up after them.
    """
    order = sorted(range(len(table.columns)), key=lambda at: table.columns[at].wide)
    columns = [table.columns[at] for at in order]
    most = CELLS[screen]
    head = [_cell(column.title, most) for column in columns]
    rows = [[_cell(row[at].text, most) for at in order] for row in table.rows]
    widths = _widths(head, rows, most)
    lines = tuple(_line(row, columns, widths) for row in rows)
    return (_line(head, columns, widths) if any(head) else None), lines


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> list[int]:
    """Return each column's cells; the last one gets what is left of a line."""
    widths = [max(map(width, cells)) for cells in zip(head, *rows, strict=True)]
    if widths:
        left = most - sum(widths[:-1]) - len(widths) + 1
        widths[-1] = min(widths[-1], max(left, _LEAST))
    return widths


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """Set one row; an over-long last cell ends in an ellipsis."""
    *others, last = zip(cells, columns, widths, strict=True)
    filled = [pad(cell, cells_, column.align) for cell, column, cells_ in others]
    cell, column, cells_ = last
    filled.append(pad(_cut(cell, cells_), cells_, column.align))
    return " ".join(filled).rstrip()


def _cell(text: str, most: int) -> str:
    """Make a text safe for a code block and no wider than a line of it."""
    return _cut(in_fence(text[: most * 2]), most)


def _cut(text: str, cells: int) -> str:
    """Shorten text to a number of cells."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return f"{text}…"
