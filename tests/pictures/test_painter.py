"""The painter: one thread, each picture once, and no failure leaves it."""

import asyncio
from io import BytesIO

from PIL import Image

from bot.core.pictures import Picture
from bot.pictures.painter import PillowPainter
from tests.picture_fakes import tile, wall


async def test_a_picture_is_painted_once_for_all_who_ask() -> None:
    """Whoever comes while it is painted, or after, gets the same object."""
    painter = PillowPainter()
    picture = Picture(wall(), "red_up")
    first, second = await asyncio.gather(painter.paint(picture), painter.paint(picture))
    third = await painter.paint(Picture(wall(), "red_up"))
    painter.close()
    assert first is second
    assert first is third
    assert first is not None
    assert Image.open(BytesIO(first.png)).size == (first.width, first.height)
    assert first.alt == picture.wall.alt


async def test_who_stops_waiting_does_not_stop_the_others() -> None:
    """A cancelled question leaves the picture to the next one."""
    painter = PillowPainter()
    picture = Picture(wall(), "red_up")
    impatient = asyncio.ensure_future(painter.paint(picture))
    patient = asyncio.ensure_future(painter.paint(picture))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient is not None
    painter.close()


async def test_only_so_many_are_kept() -> None:
    """The least lately used one is painted anew when it is wanted again."""
    painter = PillowPainter(most_kept=1)
    one, other = Picture(wall(tile("1")), "red_up"), Picture(wall(tile("2")), "red_up")
    before = await painter.paint(one)
    await painter.paint(other)
    after = await painter.paint(one)
    painter.close()
    assert before is not after
    assert before == after


async def test_a_picture_that_fails_is_none() -> None:
    """A wall without tiles cannot be painted: the text does without it."""
    painter = PillowPainter()
    empty = wall()
    object.__setattr__(empty, "tiles", ())
    assert await painter.paint(Picture(empty, "red_up")) is None
    painter.close()
