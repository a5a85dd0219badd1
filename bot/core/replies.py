"""A reply as a tree of nodes; markup, escaping and width exist only in the renderers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from bot.core.look import Look
from bot.core.pictures import Picture, Wall


class Tone(StrEnum):
    """The direction a figure went; which colour that is belongs to the renderer."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, already in the reader's language, never markup."""

    text: str
    tone: Tone = Tone.NONE
    strong: bool = False
    code: bool = False


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines shown one under the other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `wide` marks CJK text, which monospace renderers put last."""

    title: str
    align: Literal["left", "right"] = "left"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of spans under columns; every row has one span per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Span, ...], ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Lines folded away where the platform can, under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Command lines to tap or copy, each with what it does."""

    lines: tuple[tuple[str, str], ...]


Block: TypeAlias = Paragraph | Table | Details | Examples


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the command line that a press runs."""

    label: str
    line: str
    once: bool = False
    """Works a single time: it confirms a change."""
    start: str = ""
    """What a link into the private chat carries; shown only where the asker's door has links."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text that is handed over as a file where the platform can."""

    name: str
    """The file's name: ASCII letters, digits, `-`, `_` and one dot."""
    text: str
    media_type: str = "text/csv"


@dataclass(frozen=True, slots=True)
class Figure:
    """One instrument's session as stated in the answer; None is unknown.

    Prices and turnover in TWD (index: points), volume in shares, percent rounded to two decimals.
    """

    code: str
    name: str
    date: date
    open: Decimal | None
    high: Decimal | None
    low: Decimal | None
    close: Decimal | None
    reference: Decimal | None
    reference_basis: str
    change: Decimal | None
    percent: Decimal | None
    volume: int | None
    turnover: Decimal | None
    limit: Literal["up", "down"] | None
    marks: tuple[str, ...]
    source: str | None
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no answer: whose fault it is, what happened, the way out."""

    kind: Literal["asker", "upstream", "bug"]
    message: str
    hint: str = ""


Fact: TypeAlias = "str | int | bool | Decimal | date | Sequence[Fact] | Mapping[str, Fact] | None"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: what people read, what machines read, and what can be pressed next."""

    title: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    source: str | None = None
    """The line that names where the figures come from, a whole sentence."""
    tone: Tone = Tone.NONE
    command: str = ""
    figures: tuple[Figure, ...] = ()
    summary: Mapping[str, Fact] = field(default_factory=dict)
    fault: Fault | None = None
    attachments: tuple[Attachment, ...] = ()
    private: bool = False
    """Shown to the asker alone where the platform can (settings, help, errors)."""
    shared: bool = False
    """Its buttons may be pressed by anyone; what each one's command demands still decides."""
    refers_to: str | None = None
    """The door's own name of the question whose answer this one points to."""
    fades: int = 0
    """Seconds after which the chat wants it deleted; 0 = it stays."""
    look: Look = field(default_factory=Look)
    """How the chat wants to see it; the core sets it."""
    wall: Wall | None = None
    """The same figures as a picture, for platforms that show one."""

    @property
    def ok(self) -> bool:
        """Tell whether the question was answered."""
        return self.fault is None

    @property
    def picture(self) -> Picture | None:
        """Return the picture to show; None where there is none, or the chat wants none."""
        return Picture(self.wall, self.look.palette) if self.wall and self.look.pictures else None

    def with_block(self, block: Block) -> "Reply":
        """Return the same reply with one more block at its end."""
        return replace(self, blocks=(*self.blocks, block))

    def with_buttons(self, *row: Button) -> "Reply":
        """Return the same reply with one more row of buttons."""
        return replace(self, buttons=(*self.buttons, row))


def text_line(text: str) -> Line:
    """Make a line of one plain span."""
    return (Span(text),)


def paragraph(*lines: str | Line) -> Paragraph:
    """Make a paragraph of plain texts and ready lines."""
    return Paragraph(tuple(text_line(line) if isinstance(line, str) else line for line in lines))
