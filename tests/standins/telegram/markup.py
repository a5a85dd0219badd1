"""Telegram's HTML: which tags there are, and what a text measures once they are gone."""

from html.parser import HTMLParser

from tests.standins.telegram.refusals import bad

_TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
_ATTRIBUTES = {("a", "href"), ("code", "class"), ("blockquote", "expandable")}
_LONGEST = 4096


class _Reader(HTMLParser):
    """Collect the text and refuse what the real parser refuses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Accept a known tag with known attributes."""
        if tag not in _TAGS or any((tag, name) not in _ATTRIBUTES for name, _ in attrs):
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Accept the end of the tag that was opened last."""
        if not self.open or self.open.pop() != tag:
            raise bad(f'can\'t parse entities: Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        """Keep text; a bare < or & is no text."""
        if "<" in data or "&" in data:
            raise bad("can't parse entities: Unsupported start tag")
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        """Accept the four named entities that Telegram knows."""
        known = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
        if name not in known:
            raise bad(f"can't parse entities: unknown entity {name}")
        self.text.append(known[name])

    def handle_charref(self, name: str) -> None:
        """Accept a numeric entity."""
        self.text.append(chr(int(name[1:], 16) if name[0] in "xX" else int(name)))


def parsed(text: str, mode: str | None) -> str:
    """Return what is shown of a text, or refuse it."""
    shown = text
    if mode == "HTML":
        reader = _Reader()
        reader.feed(text)
        reader.close()
        if reader.open:
            raise bad(
                f"can't parse entities: Can't find end tag corresponding to {reader.open[-1]}"
            )
        shown = "".join(reader.text)
    elif mode is not None:
        raise bad("unsupported parse_mode")
    if not shown.strip():
        raise bad("message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > _LONGEST:
        raise bad("message is too long")
    return shown
