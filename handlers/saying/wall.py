"""Members of a list as a wall of tiles: the same figures as the table, for the eye."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.i18n import Say
from bot.core.pictures import MOST_TILES, AtLimit, Tile, Wall
from bot.core.replies import Line
from bot.core.wording import long_date, percent
from bot.market.breadth import ranked
from bot.market.instruments import Instrument
from bot.market.moves import Limit, Move, round_percent
from handlers.saying.names import name_of

_LIMITS: Mapping[Limit | None, AtLimit] = {Limit.UP: "up", Limit.DOWN: "down"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the tiles."""

    title: str
    """Whose members they are; the session's date is added."""
    lines: Sequence[str | Line]
    """The first two are shown."""


def wall_of(
    heading: Heading,
    members: Sequence[Instrument],
    moves: Iterable[Move],
    session: date,
    source: str | None,
    say: Say,
) -> Wall | None:
    """Return the members from the highest to the lowest change; None where it would tell nothing.

    Members of whom nothing is known come last.
    """
    by_code = {move.instrument.code: move for move in moves}
    if not by_code or len(members) > MOST_TILES:
        return None
    order = [move.instrument for move in ranked(by_code.values())]
    order += [one for one in members if one not in order]
    tiles = tuple(_tile(one, by_code.get(one.code), say) for one in order)
    day = long_date(session, say)
    title = say("{list} | {date}", list=heading.title, date=day)
    lines = tuple(map(_plain, heading.lines[:2]))
    return Wall(
        title=title,
        lines=lines,
        tiles=tiles,
        date=session.isoformat(),
        source=source or "",
        alt="\n".join((title, *lines, *_alt(tiles, say))),
        language=say.language,
    )


def _tile(one: Instrument, move: Move | None, say: Say) -> Tile:
    """State one member; without a move nothing of it is known."""
    name = name_of(one, say)
    if move is None:
        return Tile(one.code, name, None, None)
    rate = None if move.percent is None else round_percent(move.percent)
    return Tile(one.code, name, rate, move.bar.close, _LIMITS.get(move.limit))


def _plain(line: str | Line) -> str:
    """Return a line's text."""
    return line if isinstance(line, str) else "".join(span.text for span in line)


def _alt(tiles: Iterable[Tile], say: Say) -> Iterator[str]:
    """Tell who cannot see the picture what it shows."""
    marks = {"up": say("limit-up"), "down": say("limit-down"), None: ""}
    told = (f"{one.name} {percent(one.percent)} {marks[one.limit]}".rstrip() for one in tiles)
    yield say("Tiles from the highest to the lowest change: {tiles}", tiles=say(", ").join(told))
