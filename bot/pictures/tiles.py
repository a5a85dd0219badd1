"""What stands in a tile, measured: name, change and price, as much of it as there is room for."""

from decimal import Decimal
from typing import Final, NamedTuple

from bot.core.i18n import say_in
from bot.core.pictures import Tile
from bot.core.wording import UNKNOWN, percent, price
from bot.pictures.fonts import SMALLEST, Fitted, drawable, fits, fitted

THREE_ROWS: Final = 118
"""The height from which a third row of text has room."""
_NAME, _CHANGE = 50, 56
_LEADING: Final = 1.16


class Row(NamedTuple):
    """A text, its size, and how far below the top of the tile's inside its middle is."""

    text: str
    size: int
    middle: int


def rows_of(tile: Tile, width: int, height: int, language: str) -> list[Row]:
    """Lay the texts of a tile out inside a box."""
    three = height >= THREE_ROWS
    room = height - (2 if three else 1) * SMALLEST
    change = fitted(change_text(tile.percent), width, max(min(_CHANGE, room), SMALLEST))
    room = height - change.size - (SMALLEST if three else 0)
    name = _name(tile, width, max(min(_NAME, room), SMALLEST))
    texts = [name, change, *([_beside(tile, width, language)] if three else [])]
    return _stacked(texts, height)


def change_text(value: Decimal | None) -> str:
    """Write a change with its direction as a sign of its own."""
    if value is None:
        return UNKNOWN
    arrow = "▲" if value > 0 else "▼" if value < 0 else "―"
    return f"{arrow}{percent(value)}"


def _name(tile: Tile, width: int, largest: int) -> Fitted:
    """Return the name where it fits whole; half a name says less than the code."""
    whole = fits(drawable(tile.name), width, largest)
    return whole or fitted(drawable(tile.code), width, largest)


def _beside(tile: Tile, width: int, language: str) -> Fitted:
    """Return the price, with the code and the limit in words where there is room."""
    say = say_in(language)
    figure = price(tile.price)
    marks = {"up": say("limit-up"), "down": say("limit-down"), None: ""}
    limit = f"{figure} {marks[tile.limit]}".rstrip()
    for parts in ((tile.code, limit), (tile.code, figure), (limit,)):
        if found := fits(drawable(say(" · ").join(parts)), width, SMALLEST):
            return found
    return fitted(figure, width, SMALLEST)


def _stacked(texts: list[Fitted], height: int) -> list[Row]:
    """Put texts one under the other around the middle."""
    total = sum(text.size for text in texts)
    leading = min(_LEADING, height / total)
    at = (height - total * leading) / 2
    rows = []
    for text in texts:
        rows.append(Row(text.text, text.size, round(at + text.size * leading / 2)))
        at += text.size * leading
    return rows
