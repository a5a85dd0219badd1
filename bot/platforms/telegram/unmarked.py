"""Telegram's HTML without its tags: what a reader sees, and what Telegram's limits count."""

from html.parser import HTMLParser


class _Text(HTMLParser):
    """Collect the text between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a run of text."""
        self.pieces.append(data)


def unmarked(html: str) -> str:
    """Return the text of a message."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)
