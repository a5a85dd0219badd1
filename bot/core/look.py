"""How answers look in a chat: its colours, its width, and whether pictures are wanted."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Palette: TypeAlias = Literal["red_up", "green_up", "color_blind"]
"""Taiwan's way, most other markets' way, or orange up and blue down."""
Width: TypeAlias = Literal["phone", "desktop"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a renderer needs to know of the reader."""

    palette: Palette = "red_up"
    pictures: bool = True
    width: Width = "phone"
