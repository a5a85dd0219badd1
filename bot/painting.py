"""The one painter of the program, for every platform."""

from functools import lru_cache

from bot.pictures.painter import PillowPainter


@lru_cache(maxsize=1)
def painter() -> PillowPainter:
    """Return the painter; its thread starts with the first picture."""
    return PillowPainter()
