"""Tables in a monospace font in which Chinese characters are not two cells wide."""

from collections.abc import Mapping
from typing import Final

from bot.core.look import Width
from bot.core.replies import Column, Span, Table
from bot.core.text import pad, width
from bot.platforms.telegram.markup import harmless, safe

ROW_CELLS: Final[Mapping[Width, int]] = {"phone": 34, "desktop": 60}
"""Cells of a line that a phone of 390 pixels, and a desktop's window, show without breaking it."""
_NAME_CELLS: Final = 8
# An arrow's width differs between fonts, so aligned columns carry signs instead.
_SIGNS: Final = str.maketrans({"▲": "+", "▼": "-"})


def table_rows(table: Table, screen: Width) -> list[str]:
    """Return the rows as text for one `pre`: aligned columns first, the wide ones last."""
    narrow = [at for at, column in enumerate(table.columns) if not column.wide]
    wide = [at for at, column in enumerate(table.columns) if column.wide]
    cells = [[_aligned(row[at]) for at in narrow] for row in table.rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)] if cells else []
    columns = [table.columns[at] for at in narrow]
    return [
        _row(
            list(zip(texts, columns, widths, strict=True)),
            [row[at] for at in wide],
            ROW_CELLS[screen],
        )
        for texts, row in zip(cells, table.rows, strict=True)
    ]


def table_titles(table: Table) -> str:
    """Return the columns' titles as one line in the order of the rows; often all are Chinese."""
    ordered = sorted(table.columns, key=lambda column: column.wide)
    return "・".join(safe(column.title) for column in ordered if column.title)


def _row(aligned: list[tuple[str, Column, int]], wide: list[Span], cells_most: int) -> str:
    """Lay one row out, its last text cut to what is left of the line."""
    start = " ".join(pad(text, cells, column.align) for text, column, cells in aligned)
    end = " ".join(harmless(span.text) for span in wide)
    room = max(cells_most - width(start) - 1, _NAME_CELLS)
    return safe(f"{start} {_cut(end, room)}".rstrip() if end else start.rstrip())


def _aligned(span: Span) -> str:
    """Return a cell's text with signs in place of arrows."""
    return harmless(span.text).translate(_SIGNS)


def _cut(text: str, cells: int) -> str:
    """Cut a text to a number of cells."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return f"{text}…"
