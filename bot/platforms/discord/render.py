"""A reply as Discord embeds: pure, within Discord's limits, all foreign text inert."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.look import Palette, Width
from bot.core.replies import Block, Details, Examples, Line, Paragraph, Reply, Span, Table, Tone
from bot.platforms.discord.escape import code, escaped, guarded, harmless
from bot.platforms.discord.pages import Chunk, packed, size
from bot.platforms.discord.tables import table_lines

TITLE, DESCRIPTION, FOOTER = 256, 4096, 512
MESSAGE, EMBEDS = 6000, 10
"""Units that the embeds of one message may hold together, and how many embeds."""
_RUN = 1000
"""Characters of a line's foreign text; escaping can treble them and still fit a page."""
_RED, _GREEN, _ORANGE, _BLUE = 0xD62828, 0x107D40, 0xC45E00, 0x0068B7
_BARS: Mapping[Palette, tuple[int, int]] = {
    "red_up": (_RED, _GREEN),
    "green_up": (_GREEN, _RED),
    "color_blind": (_ORANGE, _BLUE),
}
"""The colours of a rise and a fall."""
_ARROWS = {Tone.UP: "▲", Tone.DOWN: "▼"}


@dataclass(frozen=True, slots=True)
class Embed:
    """One card: any of a title, text, a footer, and the colour of its bar."""

    description: str = ""
    title: str = ""
    footer: str = ""
    colour: int | None = None

    @property
    def size(self) -> int:
        """Return what counts towards a message's limit."""
        return size(self.title) + size(self.description) + size(self.footer)

    def payload(self) -> dict[str, object]:
        """Return the embed as Discord's JSON."""
        footer = {"text": self.footer} if self.footer else None
        fields = {"title": self.title, "description": self.description, "footer": footer}
        shown: dict[str, object] = {name: value for name, value in fields.items() if value}
        return shown if self.colour is None else {**shown, "color": self.colour}


Message = tuple[Embed, ...]


def render(reply: Reply) -> tuple[Message, ...]:
    """Return the reply as messages, each with the embeds it shows."""
    colour = _colour(reply.tone, reply.look.palette)
    pages = packed(_chunks(reply), DESCRIPTION) or [""]
    embeds = [Embed(page, colour=colour) for page in pages]
    embeds[0] = Embed(pages[0], _title(reply), colour=colour)
    last = embeds[-1]
    footer = _clipped(reply.source or "", FOOTER, harmless)
    embeds[-1] = Embed(last.description, last.title, footer, colour)
    return tuple(_messages(embeds))


def _messages(embeds: list[Embed]) -> Iterator[Message]:
    """Group embeds into messages within the limits of one message."""
    held: Message = ()
    for embed in embeds:
        full = sum(e.size for e in held) + embed.size > MESSAGE or len(held) == EMBEDS
        if held and full:
            yield held
            held = ()
        held = (*held, embed)
    yield held


def _colour(tone: Tone, palette: Palette) -> int | None:
    """Return the bar's colour: Taiwan's rise is red unless the chat chose otherwise."""
    up, down = _BARS[palette]
    return {Tone.UP: up, Tone.DOWN: down}.get(tone)


def _title(reply: Reply) -> str:
    """Return the title with the direction's arrow, which colour alone would not tell everyone."""
    arrow = _ARROWS.get(reply.tone, "")
    plain = harmless(reply.title).strip() or "—"
    if arrow and not any(mark in plain for mark in _ARROWS.values()):
        plain = f"{arrow} {plain}"
    return _clipped(plain, TITLE, escaped)


def _clipped(text: str, limit: int, form: Callable[[str], str]) -> str:
    """Return the longest beginning of a text that fits once it is escaped."""
    if size(form(text)) <= limit:
        return form(text)
    kept = text[:limit]
    while size(form(kept)) > limit - 1:
        kept = kept[:-1]
    return f"{form(kept)}…"


def _chunks(reply: Reply) -> Iterator[Chunk]:
    """Turn the reply's blocks into chunks of lines."""
    for block in reply.blocks:
        yield from _chunk(block, reply.look.width)


def _chunk(block: Block, screen: Width) -> Iterator[Chunk]:
    """Turn one block into its chunks."""
    match block:
        case Paragraph(lines):
            yield Chunk(tuple(_text_lines(lines)))
        case Table():
            yield from _table(block, screen)
        case Details(title, lines):
            small = (f"-# {line}" for line in _text_lines(lines))
            yield Chunk((_heading(title), *small))
        case Examples(lines):
            yield Chunk(tuple(_example(line, what) for line, what in lines))


def _table(table: Table, screen: Width) -> Iterator[Chunk]:
    """Set a table in a code block under its heading."""
    if table.heading:
        yield Chunk((_heading(table.heading),))
    if table.rows:
        head, lines = table_lines(table, screen)
        yield Chunk(lines, (head,) if head else (), fenced=True)


def _heading(text: str) -> str:
    """Write a heading over a table or over details."""
    return f"**{escaped(text[:_RUN])}**"


def _example(line: str, what: str) -> str:
    """Write a command line to copy and what it does."""
    return f"{code(line[:_RUN])} {escaped(what[:_RUN])}".strip()


def _text_lines(lines: tuple[Line, ...]) -> Iterator[str]:
    """Write lines of spans, an over-long one as several."""
    for line in lines:
        for run in _runs(line):
            yield guarded("".join(map(_span, run)))


def _runs(line: Line) -> Iterator[Line]:
    """Cut a line so that no run of it can outgrow a page."""
    held: Line = ()
    used = 0
    for span in line:
        for at in range(0, max(len(span.text), 1), _RUN):
            part = Span(span.text[at : at + _RUN], span.tone, span.strong, span.code)
            if held and used + len(part.text) > _RUN:
                yield held
                held, used = (), 0
            held, used = (*held, part), used + len(part.text)
    yield held


def _span(span: Span) -> str:
    """Write one span with the only markup there is: strong and code."""
    text = code(span.text) if span.code else escaped(span.text)
    inner = text.strip()
    # Spaces stay outside the marks: a mark beside a space may be taken for an asterisk.
    return text.replace(inner, f"**{inner}**") if span.strong and inner else text
