"""A reply as plain text with CJK-true columns, as a door without markup shows it."""

from bot.core.replies import Block, Details, Examples, Line, Paragraph, Reply, Table
from bot.core.text import pad, width


def plain(reply: Reply) -> str:
    """Write title, blocks, source line and files; tables in columns two spaces apart."""
    parts = [reply.title, *(_block(block) for block in reply.blocks)]
    if reply.source:
        parts.append(reply.source)
    parts += [f"\n{file.name}\n{file.text.rstrip()}" for file in reply.attachments]
    return "\n".join(part for part in parts if part)


def table_lines(table: Table) -> list[str]:
    """Lay a table out in cells; a CJK character takes two."""
    rows = [[column.title for column in table.columns]]
    rows += [[span.text for span in row] for row in table.rows]
    widths = [max(width(row[i]) for row in rows) for i in range(len(table.columns))]
    aligns = [column.align for column in table.columns]
    return [
        "  ".join(pad(*cell) for cell in zip(row, widths, aligns, strict=True)).rstrip()
        for row in rows
    ]


def _block(block: Block) -> str:
    """Write one block."""
    match block:
        case Paragraph(lines):
            return "\n".join(map(_line, lines))
        case Details(title, lines):
            return "\n".join((title, *map(_line, lines)))
        case Examples(lines):
            return "\n".join(f"{line}  {what}".rstrip() for line, what in lines)
        case Table():
            heading = [block.heading] if block.heading else []
            return "\n".join((*heading, *table_lines(block)))


def _line(line: Line) -> str:
    """Join a line's spans."""
    return "".join(span.text for span in line)
