"""A reply as Telegram shows it: HTML messages within the limits, and rows of buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from bot.core.look import Width
from bot.core.pictures import FIELD, Picture
from bot.core.replies import (
    Attachment,
    Block,
    Button,
    Details,
    Examples,
    Paragraph,
    Reply,
    Span,
    Table,
)
from bot.platforms.telegram.markup import harmless, html_lines, html_of, safe, units
from bot.platforms.telegram.tables import table_rows, table_titles
from bot.platforms.telegram.unmarked import unmarked

MESSAGE_MOST: Final = 4096
CAPTION_MOST: Final = 1024
"""UTF-16 units of a photo's caption; tags do not count."""
BUTTONS_A_ROW: Final = 3
ROWS_MOST: Final = 8
_LABEL: Final = 40


@dataclass(frozen=True, slots=True)
class Rendered:
    """The messages of a reply, in order, the keyboard below the last one, the files after it."""

    texts: tuple[str, ...]
    rows: tuple[tuple[Button, ...], ...]
    files: tuple[Attachment, ...] = ()
    picture: Picture | None = None

    @property
    def captioned(self) -> bool:
        """Tell whether the picture and the text go out as one message."""
        return self.picture is not None and can_be_caption("\n".join(self.texts))

    def pictures(self) -> list[dict[str, object]]:
        """Return for each message what it has of the picture; one more for a picture alone."""
        shown: dict[str, object] = {FIELD: self.picture.packed()} if self.picture else {}
        if self.captioned or not shown:
            return [shown, *({} for _ in self.texts[1:])]
        return [*({} for _ in self.texts), shown]


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of HTML inside one pair of tags, which a page break closes and opens again."""

    lines: tuple[str, ...]
    opening: str = ""
    closing: str = ""


def can_be_caption(html: str) -> bool:
    """Tell whether a photo can carry a text."""
    return units(unmarked(html)) <= CAPTION_MOST


def render(reply: Reply) -> Rendered:
    """Render a reply; the same reply always gives the same messages."""
    pieces = [Piece(tuple(html_lines((Span(reply.title, strong=True),))))]
    for place, block in enumerate(reply.blocks):
        if place:
            pieces.append(Piece(("",)))
        pieces.extend(_pieces(block, reply.look.width))
    if reply.source:
        pieces.append(Piece(tuple(html_lines((Span(reply.source),)))))
    texts, rows = tuple(_pages(pieces)), tuple(_keyboard(reply))
    return Rendered(texts, rows, reply.attachments, reply.picture)


def _pieces(block: Block, screen: Width) -> Iterator[Piece]:
    """Render one block."""
    if isinstance(block, Paragraph):
        yield Piece(tuple(chain.from_iterable(map(html_lines, block.lines))))
    elif isinstance(block, Table):
        yield from _table(block, screen)
    elif isinstance(block, Details):
        title = html_lines((Span(block.title, strong=True),))
        lines = chain(title, *map(html_lines, block.lines))
        yield Piece(tuple(lines), "<blockquote expandable>", "</blockquote>")
    else:
        yield Piece(tuple(_examples(block)))


def _table(table: Table, screen: Width) -> Iterator[Piece]:
    """Render a table: heading and titles as text, where any script may stand, then the rows."""
    heading = html_of(Span(table.heading or "", strong=True))
    yield Piece(tuple(line for line in (heading, table_titles(table)) if line))
    yield Piece(tuple(table_rows(table, screen)), "<pre>", "</pre>")


def _examples(examples: Examples) -> Iterator[str]:
    """Render lines to tap, each with what it does."""
    for line, meaning in examples.lines:
        shown = html_of(Span(line, code=True))
        yield f"{shown} {safe(meaning)}".rstrip()


def _pages(pieces: list[Piece]) -> Iterator[str]:
    """Fill messages line by line; a break never falls inside a tag."""
    page = ""
    for piece in pieces:
        opened = False
        for line in piece.lines:
            start = line if opened else piece.opening + line
            if page and units(page) + units(start) + units(piece.closing) + 1 > MESSAGE_MOST:
                yield (page + piece.closing if opened else page).strip("\n")
                page, start = "", piece.opening + line
            page = f"{page}\n{start}" if page else start
            opened = True
        page += piece.closing if opened else ""
    if page.strip("\n"):
        yield page.strip("\n")


def _keyboard(reply: Reply) -> Iterator[tuple[Button, ...]]:
    """Lay buttons out, three in a row at most, eight rows at most."""
    rows: list[tuple[Button, ...]] = []
    for row in reply.buttons:
        shown = [
            replace(b, label=label) for b in row if (label := harmless(b.label).strip()[:_LABEL])
        ]
        rows.extend(
            tuple(shown[at : at + BUTTONS_A_ROW]) for at in range(0, len(shown), BUTTONS_A_ROW)
        )
    yield from rows[:ROWS_MOST]
