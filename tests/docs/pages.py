"""The pages of the documentation, and what stands in them."""

import re
from pathlib import Path

from tests.house.tree import ROOT

PAGES = [
    *map(Path, ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md")),
    *sorted(path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md")),
]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = ("sh", "text", "toml")
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def page(path: Path | str) -> str:
    """Return the text of a page, by its path from the root."""
    return (ROOT / path).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of one language, in order."""
    return [body for found, body in _BLOCK.findall(text) if found == language]


def spans(text: str) -> list[str]:
    """Return what stands between single backticks, outside of fenced blocks."""
    return _SPAN.findall(_BLOCK.sub("", text))


def shown(text: str) -> list[str]:
    """Return what a page shows as code: its spans, and its blocks of commands and settings."""
    return [*spans(text), *(body for language in _SHOWN for body in blocks(text, language))]
