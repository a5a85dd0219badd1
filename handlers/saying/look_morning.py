"""What the morning digest states: the close before a session, and what the session brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.market.actions import CorporateAction
from bot.market.instruments import TAIEX, Market
from bot.market.moves import Move
from handlers.saying.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class MorningFacts:
    """What the morning digest states."""

    day: date
    before: date | None
    """The session whose close is told."""
    index: Move | None
    dinner: Sequence[Move]
    members: int
    """Companies of the dinner, held or not."""
    today: Sequence[CorporateAction]
    gaps: tuple[str, ...]


async def look_morning(room: Newsroom) -> MorningFacts:
    """Look a morning up; without a day, that of the session to come."""
    day = room.asked or room.coming()
    before = room.before(day)
    dinner, names = room.codes_on("dinner", day), room.codes_on("ai", day)
    moves = room.moves(await room.bars.on(before, {TAIEX.code, *dinner}) if before else {})
    if not moves and not room.final:
        raise await room.refusal([TAIEX.code], "morning")
    gaps = {
        "taiex": TAIEX.code not in moves,
        "dinner": any(code not in moves for code in dinner),
        "actions": not await _known(day, before, room),
    }
    return MorningFacts(
        day=day,
        before=before,
        index=moves.get(TAIEX.code),
        dinner=[moves[code] for code in dinner if code in moves],
        members=len(dinner),
        today=await room.actions.between({*dinner, *names}, day, day),
        gaps=tuple(gap for gap, absent in gaps.items() if absent),
    )


async def _known(day: date, before: date | None, room: Newsroom) -> bool:
    """Tell whether the day's actions are known; TWSE announces them the session before."""
    announced = before is not None and await room.actions.announced(before)
    listed = announced or await room.actions.known(Market.TWSE, day, day)
    return listed and await room.actions.known(Market.TPEX, day, day)
