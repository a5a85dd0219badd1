"""Walls to paint, and painters that do as a test wants."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.core.pictures import AtLimit, Painted, Picture, Tile, Wall

PNG = b"\x89PNG\r\n\x1a\n"


def tile(
    code: str = "2330",
    percent: str | None = "-5.73",
    name: str = "台積電",
    price: Decimal | None = Decimal(1070),
    limit: AtLimit | None = None,
) -> Tile:
    """Return a tile."""
    return Tile(code, name, None if percent is None else Decimal(percent), price, limit)


def wall(
    *tiles: Tile, title: str = "兆元宴，12 檔", lines: Sequence[str] = ("漲 4・跌 8",)
) -> Wall:
    """Return a wall of these tiles."""
    return Wall(
        title,
        tuple(lines),
        tiles or (tile(),),
        "2025-02-03",
        "資料來源：證交所",
        "方塊圖：台積電 -5.73%",
        "zh-TW",
    )


@dataclass
class ScriptedPainter:
    """Paints nothing but a signature, or fails; implements the Painter port."""

    fails: bool = False
    painted: list[Picture] = field(default_factory=list)

    async def paint(self, picture: Picture) -> Painted | None:
        """Note what was asked for."""
        self.painted.append(picture)
        if self.fails:
            return None
        width, height = picture.wall.size
        return Painted(PNG + picture.hash.encode(), width, height, picture.wall.alt, picture.hash)
