"""The colours of rises and falls; white text is legible on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from bot.core.i18n import N_
from bot.core.look import Palette

Colour: TypeAlias = tuple[int, int, int]
Shades: TypeAlias = tuple[Colour, Colour, Colour]

BACKGROUND: Final[Colour] = (20, 23, 30)
TEXT: Final[Colour] = (255, 255, 255)
FAINT: Final[Colour] = (176, 184, 198)
STILL: Final[Colour] = (70, 76, 88)
"""An unchanged or an unknown figure."""
GOLD: Final[Colour] = (255, 205, 64)
_STEPS: Final = (Decimal(2), Decimal(5))
"""Percent from which a change is shown in the next stronger shade."""
_RED: Shades = ((118, 50, 56), (160, 42, 50), (200, 32, 40))
_GREEN: Shades = ((40, 78, 58), (26, 100, 60), (12, 122, 62))
_ORANGE: Shades = ((108, 66, 34), (146, 76, 16), (184, 86, 0))
_BLUE: Shades = ((34, 66, 106), (16, 84, 146), (0, 104, 183))


@dataclass(frozen=True, slots=True)
class Colours:
    """The shades of both directions, and how they are named below the picture."""

    up: Shades
    down: Shades
    words: str


PALETTES: Mapping[Palette, Colours] = {
    "red_up": Colours(_RED, _GREEN, N_("red up, green down")),
    "green_up": Colours(_GREEN, _RED, N_("green up, red down")),
    "color_blind": Colours(_ORANGE, _BLUE, N_("orange up, blue down")),
}


def colour_of(percent: Decimal | None, palette: Palette) -> Colour:
    """Return a tile's colour: the direction's, stronger for a larger change."""
    if not percent:
        return STILL
    colours = PALETTES[palette]
    shades = colours.up if percent > 0 else colours.down
    return shades[sum(abs(percent) >= step for step in _STEPS)]
