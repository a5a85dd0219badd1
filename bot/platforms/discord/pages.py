"""Text cut into pages between its lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FENCE = "```"


def size(text: str) -> int:
    """Count text as UTF-16 units, the strictest way Discord could count it."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together; a fenced chunk is a code block whose head is repeated."""

    lines: tuple[str, ...]
    head: tuple[str, ...] = ()
    fenced: bool = False

    def pieces(self, limit: int) -> Iterator[str]:
        """Yield the chunk as texts of at most `limit` units; no line may be longer than that."""
        held: tuple[str, ...] = ()
        for line in self.lines:
            if held and size(self._text((*held, line))) > limit:
                yield self._text(held)
                held = ()
            held = (*held, line)
        if held:
            yield self._text(held)

    def _text(self, lines: tuple[str, ...]) -> str:
        """Join lines, inside a code block where the chunk is one."""
        if not self.fenced:
            return "\n".join(lines)
        return "\n".join((FENCE, *self.head, *lines, FENCE))


def packed(chunks: Iterable[Chunk], limit: int) -> list[str]:
    """Put chunks one under the other on as few pages as their order allows."""
    pages: list[str] = []
    for chunk in chunks:
        for piece in chunk.pieces(limit):
            joined = _joined(pages[-1], piece) if pages else piece
            if pages and size(joined) <= limit:
                pages[-1] = joined
            else:
                pages.append(piece)
    return pages


def _joined(above: str, below: str) -> str:
    """Put a blank line between two texts; a code block brings its own margin."""
    margin = "\n" if above.endswith(FENCE) or below.startswith(FENCE) else "\n\n"
    return f"{above}{margin}{below}"
