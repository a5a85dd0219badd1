"""Put files into the README word for word, so that what it shows is what there is.

Usage: `make docs`, or `python -m tools.inclusions` from the checkout's root.

A line `<!-- file: handlers/index.py -->` is followed by a fenced block; the block becomes the file.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "README.md"
_BLOCK = re.compile(
    r"(?P<head><!-- file: (?P<path>\S+) -->\n+(?P<fence>`{3,})\w+\n).*?(?P<tail>^(?P=fence)$)",
    re.MULTILINE | re.DOTALL,
)


def included(text: str) -> list[str]:
    """Return the paths that a page includes."""
    return [found["path"] for found in _BLOCK.finditer(text)]


def refreshed(text: str, root: Path = ROOT) -> str:
    """Return a page with every included block as its file is now."""

    def block(found: re.Match[str]) -> str:
        """Return one block anew."""
        body = (root / found["path"]).read_text("utf-8")
        return found["head"] + body.rstrip("\n") + "\n" + found["tail"]

    return _BLOCK.sub(block, text)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(refreshed(PAGE.read_text("utf-8")), "utf-8", newline="")


if __name__ == "__main__":
    main()
