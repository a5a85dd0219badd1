"""The painted wall, looked at pixel by pixel where it matters."""

from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.core.look import Palette
from bot.core.pictures import HEAD, MOST_TILES, WIDTH, AtLimit, Picture, Tile, Wall
from bot.pictures.drawing import FRAME, GAP, MARGIN, PADDING, drawn
from bot.pictures.fonts import width_of
from bot.pictures.palettes import GOLD, PALETTES, STILL, TEXT, Colour, colour_of
from bot.pictures.tiles import change_text, rows_of
from tests.core.test_pictures import TILES
from tests.picture_fakes import tile, wall

PALETTE_NAMES: list[Palette] = ["red_up", "green_up", "color_blind"]


def pixel(shown: Wall, palette: Palette, inset: int) -> Colour:
    """Return the colour of the first tile, so far inside its corner."""
    image = Image.open(BytesIO(drawn(Picture(shown, palette)))).convert("RGB")
    found = image.getpixel((MARGIN + inset, HEAD + inset))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def near(one: Colour, other: Colour) -> bool:
    """Tell whether two colours look the same; few colours are kept in the file."""
    return all(abs(a - b) <= 8 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("percent", ["7.99", "-9.83", "0.72"])
def test_a_tile_has_the_colour_of_its_direction(palette: Palette, percent: str) -> None:
    """In every palette."""
    expected = colour_of(Decimal(percent), palette)
    assert near(pixel(wall(tile(percent=percent)), palette, FRAME + 2), expected)


@pytest.mark.parametrize("percent", [None, "0.00"])
def test_an_unchanged_or_unknown_tile_has_no_direction(percent: str | None) -> None:
    """Neither is shown as a rise or a fall."""
    assert near(pixel(wall(tile(percent=percent)), "red_up", FRAME + 2), STILL)


@pytest.mark.parametrize(("limit", "framed"), [("up", True), ("down", True), (None, False)])
def test_a_limit_has_a_gold_frame(limit: AtLimit | None, framed: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """And nothing else has one."""
    assert near(pixel(wall(tile(percent="9.98", limit=limit)), "red_up", 2), GOLD) is framed


@pytest.mark.parametrize(
    ("percent", "text"),
    [("7.99", "▲+7.99%"), ("-9.83", "▼-9.83%"), ("0", "―0.00%"), (None, "—")],
)
def test_colour_never_says_it_alone(percent: str | None, text: str) -> None:
    """A sign and an arrow stand before the number; unknown is a dash, never a zero."""
    assert change_text(None if percent is None else Decimal(percent)) == text


def test_the_same_picture_has_the_same_bytes() -> None:
    """So that a picture can be named by what it shows."""
    picture = Picture(wall(tile(), tile("2317", "-8.06", name="鴻海")), "red_up")
    assert drawn(picture) == drawn(picture)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(TILES, min_size=1, max_size=MOST_TILES))
def test_any_wall_can_be_painted_in_its_size(tiles: list[Tile]) -> None:
    """Whatever the names are and however many."""
    shown = wall(*tiles, title="x" * 300, lines=("名" * 90, "", "not shown"))
    image = Image.open(BytesIO(drawn(Picture(shown, "red_up"))))
    assert image.size == shown.size


@given(TILES, st.integers(1, MOST_TILES))
def test_every_text_fits_its_tile(one: Tile, count: int) -> None:
    """No text is wider than its tile, no two texts overlap, and none leaves the tile."""
    shown = wall(*[one] * count)
    width = (WIDTH - 2 * MARGIN + GAP) // shown.columns - GAP - 2 * PADDING
    height = shown.row_height - GAP - 2 * FRAME
    rows = rows_of(one, width, height, "zh-TW")
    edges = [
        edge for row in rows for edge in (row.middle - row.size / 2, row.middle + row.size / 2)
    ]
    assert all(width_of(row.text, row.size) <= width for row in rows)
    assert all(below - above >= -2 for above, below in pairwise(edges))
    assert edges[0] >= -1
    assert edges[-1] <= height + 1


def test_white_text_is_legible_on_every_colour() -> None:
    """At least 4.5 to 1, as WCAG asks of any text."""
    shades = {shade for one in PALETTES.values() for shade in (*one.up, *one.down)} | {STILL}
    assert min(contrast(TEXT, shade) for shade in shades) >= 4.5


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
