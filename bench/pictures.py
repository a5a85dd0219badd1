"""What painting a picture costs, beside the same rectangles and texts without any care.

    python -m bench.pictures [rounds]

Both are painted `rounds` times (default 40), in turn, in this process; the first paintings, which
read the font, are told apart. The baseline measures no text and keeps every colour. The pause is
the longest time that the event loop could do nothing else while the painter was at work.
"""

import asyncio
import sys
import time
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from bench.support.figures import middle, p95, table
from bot.core.pictures import HEAD, Picture, Tile, Wall
from bot.pictures.drawing import drawn
from bot.pictures.fonts import font
from bot.pictures.painter import PillowPainter
from bot.pictures.palettes import BACKGROUND, TEXT, colour_of
from bot.pictures.tiles import change_text

COUNTS = (12, 35, 54)
_TICK = 0.002


def wall(count: int, shift: int = 0) -> Wall:
    """Return a wall of so many tiles; `shift` makes another one."""
    percents = [Decimal(990 - 37 * at + shift) / 100 for at in range(count)]
    tiles = tuple(
        Tile(str(2300 + at), "日月光投控"[: 2 + at % 4], percent, Decimal(1070 + at))
        for at, percent in enumerate(percents)
    )
    lines = ("加權指數 22,694.71 ▼830.70（-3.53%）", "漲 4・跌 8（跌停 2）")
    return Wall(
        "兆元宴｜2025-02-03（一）", lines, tiles, "2025-02-03", "資料來源：證交所", "", "zh-TW"
    )


def careless(picture: Picture) -> bytes:
    """Paint the tiles as Pillow's tutorial would."""
    shown = picture.wall
    image = Image.new("RGB", shown.size, BACKGROUND)
    pen = ImageDraw.Draw(image)
    width = shown.size[0] // shown.columns
    for at, tile in enumerate(shown.tiles):
        left, top = at % shown.columns * width, HEAD + at // shown.columns * shown.row_height
        box = (left, top, left + width, top + shown.row_height)
        pen.rectangle(box, fill=colour_of(tile.percent, picture.palette))
        texts = (tile.name, change_text(tile.percent), str(tile.price))
        for line, text in enumerate(texts):
            pen.text((left, top + 40 * line), text, TEXT, font(34))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def timed(picture: Picture, *, cared_for: bool) -> tuple[float, int]:
    """Return milliseconds and bytes of one painting."""
    begun = time.perf_counter()
    png = drawn(picture) if cared_for else careless(picture)
    return (time.perf_counter() - begun) * 1000, len(png)


def row(count: int, rounds: int, *, cared_for: bool) -> tuple[str, ...]:
    """Measure one kind of painting."""
    name = "Banquet" if cared_for else "plain Pillow"
    spent = [timed(Picture(wall(count, at), "red_up"), cared_for=cared_for) for at in range(rounds)]
    times, sizes = [one for one, _ in spent[1:]], [size / 1000 for _, size in spent]
    return f"{count} tiles, {name}", middle(times, 0), p95(times, 0), middle(sizes, 0)


async def longest_pause() -> float:
    """Return the longest pause of the event loop while twelve pictures are painted."""
    painter, longest = PillowPainter(), 0.0
    painting = asyncio.gather(*(painter.paint(Picture(wall(35, at), "red_up")) for at in range(12)))
    while not painting.done():
        begun = time.perf_counter()
        await asyncio.sleep(_TICK)
        longest = max(longest, time.perf_counter() - begun - _TICK)
    painter.close()
    return longest * 1000


def main() -> None:
    """Print what a painting takes, first and warm, and how long the event loop was held up."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    first, _ = timed(Picture(wall(12), "red_up"), cared_for=True)
    rows = [row(count, rounds, cared_for=cared) for count in COUNTS for cared in (True, False)]
    print(table(("", "median ms", "p95 ms", "kB"), rows))
    print(f"\nThe first picture of a process: {first:.0f} ms.")
    print(f"Longest pause of the event loop: {asyncio.run(longest_pause()):.0f} ms.")


if __name__ == "__main__":
    main()
