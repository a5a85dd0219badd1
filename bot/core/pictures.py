"""Pictures as data, as the outbox keeps them; they are painted where they leave."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal, Protocol, TypeAlias, get_args

from bot.core.look import Palette

FORM: Final = 1
"""Raised when the same data are painted differently, so that no older copy is shown again."""
FIELD: Final = "_picture"
"""The field of an outbox body that holds a packed picture."""
MOST_TILES: Final = 60
WIDTH: Final = 1024
HEAD, FOOT, MOST_HEIGHT, TALLEST_ROW = 200, 104, 1280, 212
"""Telegram shows 1,280 pixels on the longer side; a larger picture would lose sharpness."""
_COLUMNS: Final = ((4, 2), (15, 3), (28, 4), (MOST_TILES, 5))
"""Up to so many tiles, so many columns."""


AtLimit: TypeAlias = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One instrument's session; None is not known."""

    code: str
    name: str
    """In the reader's language."""
    percent: Decimal | None
    price: Decimal | None
    limit: AtLimit | None = None


@dataclass(frozen=True, slots=True)
class Wall:
    """Tiles of one size from the highest to the lowest change; texts are in one language."""

    title: str
    lines: tuple[str, ...]
    """Below the title, two at most."""
    tiles: tuple[Tile, ...]
    date: str
    source: str
    alt: str
    """The picture in words."""
    language: str

    @property
    def columns(self) -> int:
        """Return how many tiles stand in a row."""
        return next(columns for most, columns in _COLUMNS if len(self.tiles) <= most)

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return -(-len(self.tiles) // self.columns)

    @property
    def row_height(self) -> int:
        """Return the height of a row: low enough for the whole to fit."""
        return min(TALLEST_ROW, (MOST_HEIGHT - HEAD - FOOT) // self.rows)

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        return WIDTH, HEAD + self.rows * self.row_height + FOOT


@dataclass(frozen=True)
class Picture:
    """A wall in the colours of its readers."""

    wall: Wall
    palette: Palette

    @cached_property
    def hash(self) -> str:
        """Return what the painted bytes depend on, as a name for them."""
        text = json.dumps([FORM, self.packed()], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]

    def packed(self) -> dict[str, object]:
        """Return the picture as the outbox holds it: a JSON object, prices as text."""
        wall = asdict(self.wall)
        wall["tiles"] = [
            [one.code, one.name, _text(one.percent), _text(one.price), one.limit]
            for one in self.wall.tiles
        ]
        return {"palette": self.palette, "wall": wall}


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture as a PNG file."""

    png: bytes
    width: int
    height: int
    alt: str
    hash: str


class Painter(Protocol):
    """Paint pictures."""

    async def paint(self, picture: Picture) -> Painted | None:
        """Return the painted picture; None where it cannot be painted: the text must do."""


def picture_in(body: Mapping[str, Any]) -> Picture | None:
    """Return the picture of an outbox body; None where there is none that can be read."""
    packed = body.get(FIELD)
    if not isinstance(packed, Mapping):
        return None
    try:
        wall = dict(packed["wall"])
        tiles = tuple(_tile(*row) for row in wall.pop("tiles"))
        palette: Palette = packed["palette"]
        wall["lines"] = tuple(wall["lines"])
        return Picture(Wall(tiles=tiles, **wall), palette) if palette in get_args(Palette) else None
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None


def _tile(
    code: str,
    name: str,
    percent: str | None,
    price: str | None,
    limit: AtLimit | None,
) -> Tile:
    """Read a packed tile."""
    return Tile(code, name, _decimal(percent), _decimal(price), limit)


def _text(value: Decimal | None) -> str | None:
    """Write a figure."""
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    """Read a figure."""
    return None if text is None else Decimal(text)
