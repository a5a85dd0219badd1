"""What every digest has: its size, what is missing, where it is from, where to go on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.clock import TAIPEI
from bot.core.i18n import N_, Say
from bot.core.plain import plain
from bot.core.replies import Button, Paragraph, Reply, paragraph
from bot.core.wording import near_date
from bot.market.moves import Move
from handlers.saying.newsroom import Newsroom

LONGEST = 900
"""Characters of a digest, at most."""
GAPS = {
    "all": N_("all figures"),
    "taiex": N_("TAIEX"),
    "breadth": N_("risers and fallers of the market"),
    "twse": N_("TWSE-listed stocks"),
    "tpex": N_("TPEx-listed stocks"),
    "turnover": N_("turnover"),
    "dinner": N_("some of the dinner's companies"),
    "ai": N_("some of the AI names"),
    "flows": N_("institutional flows"),
    "actions": N_("ex-dividends to come"),
    "sessions": N_("some sessions of the week"),
}
"""What digests may lack, by the names that machines read."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each a digest names."""

    ends: int = 3
    """Companies of the dinner at either end."""
    names: int = 6
    """Instruments in a line, before the rest is counted."""
    actions: int = 4
    own: int = 3
    """Members of the chat's own basket at either end."""


_SIZES = (
    Size(),
    Size(own=1),
    Size(names=4, actions=2, own=1),
    Size(names=2, actions=1, own=0),
    Size(2, 1, 1, 0),
    Size(1, 0, 0, 0),
)


def fitted(made: Callable[[Size], Reply]) -> Reply:
    """Return the longest form that fits one message: lists are shortened, facts stay."""
    for size in _SIZES[:-1]:
        if len(plain(reply := made(size))) <= LONGEST:
            return reply
    return made(_SIZES[-1])


def closing(gaps: Iterable[str], say: Say) -> Paragraph:
    """Name what is missing, and say what a digest is not."""
    names = say(", ").join(say(GAPS[gap]) for gap in gaps)
    missing = [say("Missing: {names} (not estimated)", names=names)] if names else []
    return paragraph(*missing, say("Compiled figures, no investment advice."))


def origin(moves: Sequence[Move], session: date, say: Say) -> str | None:
    """Name the sources of what is shown, the day it is of, and when it was fetched."""
    if not moves:
        return None
    sources = [move.bar.provenance for move in moves]
    names = [*dict.fromkeys(say(one.source) for one in sources)]
    names.append(say("data of {date}", date=session.isoformat()))
    if times := [one.fetched_at for one in sources if one.fetched_at]:
        last = max(times).astimezone(TAIPEI)
        day = "" if last.date() == session else f"{near_date(last.date(), session)} "
        names.append(say("fetched {time}", time=f"{day}{last:%H:%M}"))
    return say("Source: {source}", source=say(" · ").join(names))


def buttons(session: date, room: Newsroom) -> tuple[tuple[Button, ...], ...]:
    """Lead on to both lists and to the orders."""
    say, baskets = room.say, room.almanac.baskets
    row = (
        Button(say.pick(baskets["dinner"].title), f"/dinnerlist {session}"),
        Button(say.pick(baskets["ai"].title), f"/basket ai {session}"),
        Button(say("Manage subscriptions"), "/subscriptions"),
    )
    return (row,)
