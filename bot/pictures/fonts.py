"""The bundled font: which characters it has, and texts measured so that they fit."""

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from PIL import ImageFont

SMALLEST: Final = 34
"""Pixels; on a phone a picture is shown at three eighths of its size."""
SIZES: Final = (56, 50, 44, 38, SMALLEST)
"""Few sizes, for each one maps the font file anew."""
CUT: Final = "…"
STANDS_IN: Final = "・"
"""Drawn in place of a character that the font lacks."""
_FOLDER = files("bot.pictures") / "fonts"


class Fitted(NamedTuple):
    """A text and the size at which it fits."""

    text: str
    size: int


@lru_cache(maxsize=len(SIZES))
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size."""
    with as_file(_FOLDER / "NotoSansTC-Bold.ttf") as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def characters() -> frozenset[str]:
    """Return the characters that the font has."""
    return frozenset((_FOLDER / "characters.txt").read_text("utf-8"))


def drawable(text: str) -> str:
    """Return a text without characters that would come out as boxes."""
    held = characters()
    return "".join(one if one in held else STANDS_IN for one in text)


def width_of(text: str, size: int) -> float:
    """Return how wide a text is drawn."""
    return font(size).getlength(text)


def fits(text: str, width: int, largest: int) -> Fitted | None:
    """Return the largest size in which a text fits; None when it fits in none."""
    sizes = (size for size in SIZES if size <= largest and width_of(text, size) <= width)
    size = next(sizes, None)
    return None if size is None else Fitted(text, size)


def fitted(text: str, width: int, largest: int) -> Fitted:
    """Return a text in the largest size in which it fits, cut where it fits in none."""
    found = fits(text, width, largest)
    kept = text
    while found is None:
        kept = kept[:-1]
        found = fits(kept.rstrip() + CUT, width, SMALLEST) if kept else Fitted("", SMALLEST)
    return found
