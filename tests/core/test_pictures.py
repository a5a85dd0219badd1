"""Pictures as data: kept and read back unchanged, named by what they show, never too large."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.look import Look
from bot.core.pictures import FIELD, MOST_HEIGHT, MOST_TILES, WIDTH, Picture, Tile, picture_in
from bot.core.replies import Reply
from tests.picture_fakes import tile, wall

TILES = st.builds(
    Tile,
    code=st.text(max_size=6),
    name=st.text(max_size=20),
    percent=st.none() | st.decimals(-100, 100, places=2),
    price=st.none() | st.decimals(0, 100_000, places=2),
    limit=st.sampled_from(["up", "down", None]),
)


@given(st.lists(TILES, min_size=1, max_size=MOST_TILES))
def test_a_picture_survives_the_outbox(tiles: list[Tile]) -> None:
    """What is read from a stored body is what was packed, to the last digit."""
    picture = Picture(wall(*tiles), "color_blind")
    body = json.loads(json.dumps({FIELD: picture.packed()}))
    assert picture_in(body) == picture


@pytest.mark.parametrize(
    "body",
    [{}, {FIELD: 3}, {FIELD: {}}, {FIELD: {"palette": "pink", "wall": {}}},
     {FIELD: {**Picture(wall(), "red_up").packed(), "palette": "pink"}}],
)  # fmt: skip
def test_a_body_without_a_readable_picture_has_none(body: dict[str, object]) -> None:
    """A row of another version costs the picture, not the text."""
    assert picture_in(body) is None


def test_the_name_changes_with_whatever_is_seen() -> None:
    """Another figure, palette or language is another picture; the same is the same."""
    one = Picture(wall(tile(percent="1.00")), "red_up")
    others = [
        Picture(wall(tile(percent="1.01")), "red_up"),
        Picture(wall(tile(percent="1.00")), "green_up"),
        Picture(wall(tile(percent=None)), "red_up"),
    ]
    assert one.hash == Picture(wall(tile(percent="1.00")), "red_up").hash
    assert len({one.hash, *(other.hash for other in others)}) == 4


@given(st.integers(1, MOST_TILES))
def test_no_picture_is_scaled_down_by_telegram(count: int) -> None:
    """Every number of tiles finds room within 1,280 pixels, upright or square."""
    shown = wall(*[tile(code=str(at)) for at in range(count)])
    width, height = shown.size
    assert (width, height <= MOST_HEIGHT) == (WIDTH, True)
    assert shown.columns * shown.rows >= count


def test_a_chat_without_pictures_gets_none() -> None:
    """The chat's look decides on the picture and its colours."""
    reply = Reply("x", wall=wall(), look=Look("green_up"))
    assert reply.picture is not None
    assert reply.picture.palette == "green_up"
    assert Reply("x", wall=wall(), look=Look(pictures=False)).picture is None
    assert Reply("x").picture is None


def test_prices_stay_decimal() -> None:
    """No float comes near a figure."""
    read = picture_in({FIELD: Picture(wall(tile(price=Decimal("38.65"))), "red_up").packed()})
    assert read is not None
    assert str(read.wall.tiles[0].price) == "38.65"
