"""A wall of tiles as a PNG file; the same picture always gives the same bytes."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from bot.core.i18n import say_in
from bot.core.pictures import FOOT, HEAD, Picture, Wall
from bot.pictures.fonts import SMALLEST, drawable, fits, fitted, font
from bot.pictures.palettes import BACKGROUND, FAINT, GOLD, PALETTES, TEXT, Colour, colour_of
from bot.pictures.tiles import Row, rows_of

MARGIN: Final = 20
GAP: Final = 4
FRAME: Final = 5
PADDING: Final = 8
_TITLE, _LINE = 56, 38
_TITLE_AT, _LINES_AT, _LINE_STEP = 48, 110, 50
_FOOT_AT, _FOOT_STEP = 28, 44
_COLOURS: Final = 128
_RISE: Final = 0.37
"""From the middle of a line to its baseline, in font sizes."""


def drawn(picture: Picture) -> bytes:
    """Paint a picture and return it as PNG."""
    wall = picture.wall
    image = Image.new("RGB", wall.size, BACKGROUND)
    pen = ImageDraw.Draw(image)
    _head(pen, wall)
    _tiles(pen, picture)
    _foot(pen, picture)
    buffer = BytesIO()
    # Few flat colours: a third of the size, and no visible difference.
    few = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG")
    return buffer.getvalue()


def _head(pen: ImageDraw.ImageDraw, wall: Wall) -> None:
    """Write the title and the lines below it."""
    width = wall.size[0] - 2 * MARGIN
    _write(pen, wall.title, (MARGIN, _TITLE_AT), width, _TITLE)
    for number, line in enumerate(wall.lines[:2]):
        _write(pen, line, (MARGIN, _LINES_AT + number * _LINE_STEP), width, _LINE)


def _tiles(pen: ImageDraw.ImageDraw, picture: Picture) -> None:
    """Draw the tiles, row by row."""
    wall = picture.wall
    width = (wall.size[0] - 2 * MARGIN + GAP) // wall.columns
    for number, tile in enumerate(wall.tiles):
        row, column = divmod(number, wall.columns)
        left, top = MARGIN + column * width, HEAD + row * wall.row_height
        box = (left, top, left + width - GAP, top + wall.row_height - GAP)
        frame = GOLD if tile.limit else None
        colour = colour_of(tile.percent, picture.palette)
        pen.rectangle(box, fill=colour, outline=frame, width=FRAME if frame else 0)
        inside = (box[2] - box[0] - 2 * PADDING, box[3] - box[1] - 2 * FRAME)
        rows = rows_of(tile, *inside, wall.language)
        _stack(pen, rows, (left + box[2]) // 2, top + FRAME)


def _stack(pen: ImageDraw.ImageDraw, rows: list[Row], middle: int, top: int) -> None:
    """Write a tile's texts one under the other."""
    for row in rows:
        baseline = top + row.middle + round(row.size * _RISE)
        pen.text((middle, baseline), row.text, TEXT, font(row.size), anchor="ms")


def _foot(pen: ImageDraw.ImageDraw, picture: Picture) -> None:
    """Name the date, the colours in words, and the source."""
    wall, say = picture.wall, say_in(picture.wall.language)
    words = [wall.date, say(PALETTES[picture.palette].words)]
    if any(tile.limit for tile in wall.tiles):
        words.append(say("gold frame: limit"))
    width, height = wall.size[0] - 2 * MARGIN, wall.size[1]
    lines = (say(" · ").join(words), _shortened(wall.source, say(" · "), width))
    for number, line in enumerate(lines):
        place = (MARGIN, height - FOOT + _FOOT_AT + number * _FOOT_STEP)
        _write(pen, line, place, width, SMALLEST, FAINT)


def _shortened(text: str, between: str, width: int) -> str:
    """Leave out the last parts of a text until it fits; the first one stays."""
    parts = text.split(between)
    while len(parts) > 1 and not fits(drawable(between.join(parts)), width, SMALLEST):
        parts.pop()
    return between.join(parts)


def _write(
    pen: ImageDraw.ImageDraw,
    text: str,
    place: tuple[int, int],
    width: int,
    largest: int,
    colour: Colour = TEXT,
) -> None:
    """Write one line from the left, small enough to fit, cut where it never would."""
    line = fitted(drawable(text), width, largest)
    baseline = place[1] + round(line.size * _RISE)
    pen.text((place[0], baseline), line.text, colour, font(line.size), anchor="ls")
