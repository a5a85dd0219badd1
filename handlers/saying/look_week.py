"""What the week digest states: the sessions of a week, as far as they are held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.market.baskets import Edition
from bot.market.instruments import TAIEX, Instrument
from bot.market.moves import EXACT, Limit, Move
from bot.market.returns import compounded
from handlers.saying.newsroom import Newsroom

_HUNDRED = Decimal(100)
_FRIDAY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class WeekMove:
    """A member's week: its last session, and what its sessions add up to; None is not known."""

    instrument: Instrument
    last: Move | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What the week digest states."""

    sessions: tuple[date, ...]
    """Those of the week of which the TAIEX is held."""
    missing: tuple[date, ...]
    """The others of the week up to the last one that is over."""
    edition: Edition | None
    index: Move | None
    """In the last session."""
    change: Decimal | None
    """Of the TAIEX, from the first session's reference to the last close."""
    percent: Decimal | None
    members: Sequence[WeekMove]
    limits_up: int
    limits_down: int
    gaps: tuple[str, ...]


async def look_week(room: Newsroom) -> WeekFacts:
    """Look a week up: all of it up to now, or for the clock up to the session it runs for."""
    session = room.asked or await room.latest()
    if session is None:
        raise await room.refusal([TAIEX.code], "week")
    days = _week(session, room)
    dinner = room.codes_on("dinner", days[-1])
    moves = {day: room.moves(await room.bars.on(day, {TAIEX.code, *dinner})) for day in days}
    held = [day for day in days if TAIEX.code in moves[day]]
    if not held and not room.final:
        raise await room.refusal([TAIEX.code], "week")
    members = [_member(one, held, moves) for one in room.instruments(dinner)]
    of_members = [moves[day][code] for day in held for code in dinner if code in moves[day]]
    change, percent = _change(held, moves)
    gaps = {
        "sessions": len(held) < len(days),
        "dinner": any(one.percent is None for one in members),
    }
    return WeekFacts(
        sessions=tuple(held),
        missing=tuple(day for day in days if day not in held),
        edition=room.list_on("dinner", days[-1]),
        index=moves[held[-1]][TAIEX.code] if held else None,
        change=change,
        percent=percent,
        members=members,
        limits_up=sum(move.limit is Limit.UP for move in of_members),
        limits_down=sum(move.limit is Limit.DOWN for move in of_members),
        gaps=tuple(gap for gap, absent in gaps.items() if absent) if held else ("all",),
    )


def _week(session: date, room: Newsroom) -> list[date]:
    """List the sessions of a session's week."""
    monday = session - timedelta(days=session.weekday())
    last = session if room.by_clock else min(monday + _FRIDAY, room.moment.horizon)
    last = max(last, session)  # some sessions were on a Saturday
    return room.almanac.calendar.sessions(monday, last, known_on=room.moment.today)


def _member(
    instrument: Instrument, held: Sequence[date], moves: Mapping[date, Mapping[str, Move]]
) -> WeekMove:
    """Add a member's sessions up."""
    found = [moves[day].get(instrument.code) for day in held]
    percents = [move.percent if move else None for move in found]
    return WeekMove(
        instrument, found[-1] if found else None, compounded(percents) if found else None
    )


def _change(
    held: Sequence[date], moves: Mapping[date, Mapping[str, Move]]
) -> tuple[Decimal | None, Decimal | None]:
    """Return the TAIEX's change in points and in percent over the sessions held."""
    if not held:
        return None, None
    first, last = (moves[day][TAIEX.code].bar for day in (held[0], held[-1]))
    if not first.reference or last.close is None:
        return None, None
    change = last.close - first.reference
    return change, EXACT.divide(EXACT.multiply(change, _HUNDRED), first.reference)
