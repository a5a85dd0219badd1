"""A reply as lines for a terminal: colours where it has them, CJK-true columns always."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.look import Palette
from bot.core.replies import (
    Attachment,
    Block,
    Button,
    Details,
    Examples,
    Line,
    Paragraph,
    Reply,
    Span,
    Table,
    Tone,
)
from bot.core.text import pad, width

BUTTONS_MOST = 24
"""A button is pressed by its number, which is never taken for a code."""
_RED, _GREEN, _BOLD, _DIM, _RESET = "31", "32", "1", "2", "\x1b[0m"
_TONES: Mapping[Palette, tuple[str, str]] = {
    "red_up": (_RED, _GREEN),
    "green_up": (_GREEN, _RED),
    "color_blind": ("33", "34"),
}
"""The colours of a rise and a fall; a terminal's yellow is the nearest to orange."""
# Control characters, text direction and halves of characters could rewrite the screen.
_BARRED = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class Ink:
    """How a terminal shows directions and weight; without colours everything is plain text."""

    colors: bool
    palette: Palette = "red_up"

    def span(self, span: Span, text: str) -> str:
        """Colour a text as its span says; the text may be padded already."""
        tones = {Tone.UP: self._color(up=True), Tone.DOWN: self._color(up=False)}
        codes = [tones.get(span.tone, ""), _BOLD if span.strong else ""]
        return self._wrapped(text, ";".join(filter(None, codes)))

    def bold(self, text: str) -> str:
        """Make a text stand out."""
        return self._wrapped(text, _BOLD)

    def dim(self, text: str) -> str:
        """Make a text step back."""
        return self._wrapped(text, _DIM)

    def _color(self, *, up: bool) -> str:
        """Return the colour of a direction."""
        return _TONES[self.palette][0 if up else 1]

    def _wrapped(self, text: str, codes: str) -> str:
        """Put codes around a text."""
        return f"\x1b[{codes}m{text}{_RESET}" if codes and self.colors and text else text


def buttons_of(reply: Reply) -> list[Button]:
    """Return the buttons that have a number, in order."""
    return [button for row in reply.buttons for button in row][:BUTTONS_MOST]


def written(reply: Reply, ink: Ink) -> str:
    """Write title, blocks, source line, files and numbered buttons, in the chat's colours."""
    ink = replace(ink, palette=reply.look.palette)
    parts = [ink.bold(safe(reply.title))]
    parts += [_block(block, ink) for block in reply.blocks]
    if reply.source:
        parts.append(ink.dim(safe(reply.source)))
    parts += [_file(file, ink) for file in reply.attachments]
    numbered = [f"[{n}] {safe(b.label)}" for n, b in enumerate(buttons_of(reply), 1)]
    if numbered:
        parts.append(ink.dim("  ".join(numbered)))
    return "\n".join(part for part in parts if part)


def _file(file: Attachment, ink: Ink) -> str:
    """Write a file's name and its lines, to be copied."""
    lines = (safe(line) for line in file.text.splitlines())
    return "\n".join((ink.dim(safe(file.name)), *lines))


def safe(text: str) -> str:
    """Drop what would steer the terminal instead of being shown."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in _BARRED)


def _block(block: Block, ink: Ink) -> str:
    """Write one block."""
    match block:
        case Paragraph():
            return _lines(block.lines, ink)
        case Details():
            return "\n".join((ink.dim(safe(block.title)), _lines(block.lines, ink)))
        case Examples():
            return "\n".join(
                f"{ink.bold(safe(line))}  {safe(what)}".rstrip() for line, what in block.lines
            )
        case Table():
            return _table(block, ink)


def _lines(lines: Sequence[Line], ink: Ink) -> str:
    """Write lines one under the other."""
    return "\n".join("".join(ink.span(span, safe(span.text)) for span in line) for line in lines)


def _table(table: Table, ink: Ink) -> str:
    """Lay a table out; colours come after the padding, so that they take no room."""
    rows = [[safe(span.text) for span in row] for row in table.rows]
    titles = [safe(column.title) for column in table.columns]
    widths = [max(map(width, cells)) for cells in zip(titles, *rows, strict=True)]
    aligns = [column.align for column in table.columns]
    lines = [safe(table.heading)] if table.heading else []
    lines.append(ink.dim("  ".join(map(pad, titles, widths, aligns)).rstrip()))
    for spans, texts in zip(table.rows, rows, strict=True):
        cells = map(pad, texts, widths, aligns)
        lines.append("  ".join(map(ink.span, spans, cells)).rstrip())
    return "\n".join(lines)
