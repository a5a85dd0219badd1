"""The painter: one thread, and a bounded memory of what was painted lately."""

import asyncio
import logging
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from bot.core.pictures import Painted, Picture

MOST_KEPT: Final = 64
"""Painted pictures in memory; one has about 60 kB."""
_log = logging.getLogger(__name__)


class PillowPainter:
    """Paint with Pillow; implements the Painter port.

    More threads than one would not paint faster, but would hold up the event loop longer.
    """

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        """Start no thread yet: many programs never paint."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="painter")
        self._kept: OrderedDict[str, Future[Painted | None]] = OrderedDict()
        self._most = most_kept

    async def paint(self, picture: Picture) -> Painted | None:
        """Return the painted picture; who asks for one on its way waits for that one."""
        work = self._kept.get(picture.hash)
        if work is None:
            work = self._kept[picture.hash] = self._thread.submit(_painted, picture)
        self._kept.move_to_end(picture.hash)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        # Who stops waiting does not stop the others.
        return await asyncio.shield(asyncio.wrap_future(work))

    def close(self) -> None:
        """Let the thread end once it has painted what it is at."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _painted(picture: Picture) -> Painted | None:
    """Paint a picture; one that fails is recorded, and its text does without it."""
    try:
        # Loaded with the first picture, and beside the event loop.
        from bot.pictures.drawing import drawn  # noqa: PLC0415 - see above

        png = drawn(picture)
    except Exception:  # noqa: BLE001 - whatever is wrong with a picture, its text still goes out
        _log.exception("a picture could not be painted: %s", picture.wall.title)
        return None
    width, height = picture.wall.size
    return Painted(png, width, height, picture.wall.alt, picture.hash)
