"""One instrument while the session runs: its last trade, marked as no close."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.core.clock import TAIPEI
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.replies import Button, Fact, Figure, Line, Reply, paragraph
from bot.core.wording import UNKNOWN, long_date, points, price, tone_of
from bot.market.bars import Bar
from bot.market.instruments import Kind
from bot.market.moves import Move, relative
from handlers.saying.amounts import amounts_lines
from handlers.saying.names import named
from handlers.saying.near import Near
from handlers.saying.one_move import headline, prices
from handlers.saying.taiex import against, taiex_summary

MARK = "in-session"
"""The mark of a figure whose `close` is the last trade of a running session."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """A running session's move, the index beside it, and the last close held."""

    move: Move
    index: Move | None
    last: Bar | None


def moved_so_far(one: SoFar, say: Say) -> Reply:
    """Say what one instrument has done in the running session."""
    move, last = one.move, one.last
    day, code = long_date(move.bar.session, say), move.instrument.code
    lines: list[str | Line] = [
        headline(move, say),
        traded_at(move, say),
        *prices(move, say),
        *_bounds(move, say),
        *against(move, one.index, say),
        *amounts_lines(move.bar, say),
        *_last_close(one, say),
    ]
    before = Near(last.session if last else None, None).buttons(f"/move {code} {{}}")
    return Reply(
        title=say("{name} {date}, in session", name=named(move.instrument, say), date=day),
        blocks=(paragraph(*lines),),
        buttons=((*before, Button(say("Refresh"), f"/quote {code}")),),
        source=sources_of([move.bar], say, beside=_beside(one)),
        tone=tone_of(move.change),
        figures=(figure_so_far(move),),
        summary=_summary(one),
    )


def traded_at(move: Move, say: Say) -> str:
    """Say when the last trade was, and that its price is no close."""
    return say("in session, not a close · traded at {time}", time=time_of(move))


def time_of(move: Move, until: Literal["minutes", "seconds"] = "seconds") -> str:
    """Write the time of the last trade in Taipei, as exactly as asked."""
    at = move.bar.provenance.fetched_at
    return at.astimezone(TAIPEI).time().isoformat(until) if at else UNKNOWN


def figure_so_far(move: Move) -> Figure:
    """State a move so far, marked so that nobody takes it for a close."""
    return replace(figure_of(move), marks=(MARK,))


def _bounds(move: Move, say: Say) -> list[str]:
    """Write what the change is measured from, and the day's limits where there are any."""
    reference = move.bar.reference
    if reference is None:
        return [say("Reference price not known here, so no change is stated.")]
    index = move.instrument.kind is Kind.INDEX
    parts = [say("reference {price}", price=points(reference) if index else price(reference))]
    if move.limits:
        parts.append(say("limit-up price {price}", price=price(move.limits.up)))
        parts.append(say("limit-down price {price}", price=price(move.limits.down)))
    return [say(" · ").join(parts)]


def _last_close(one: SoFar, say: Say) -> list[str]:
    """Write the last close held, with its date."""
    if one.last is None or one.last.close is None:
        return []
    index = one.move.instrument.kind is Kind.INDEX
    close = points(one.last.close) if index else price(one.last.close)
    return [say("last close {price} ({date})", price=close, date=one.last.session.isoformat())]


def _beside(one: SoFar) -> list[Bar]:
    """Return the other bars whose figures the answer shows."""
    bars = (one.last, one.index.bar if one.index else None)
    return [bar for bar in bars if bar]


def _summary(one: SoFar) -> dict[str, Fact]:
    """State the same for machines."""
    limits, last = one.move.limits, one.last
    return {
        "session": one.move.bar.session,
        "in_session": True,
        "at": one.move.bar.provenance.fetched_at,
        "taiex": taiex_summary(one.index),
        "relative_percent": relative(one.move, one.index) if one.index else None,
        "limit_up_price": limits.up if limits else None,
        "limit_down_price": limits.down if limits else None,
        "last_close": {"session": last.session, "close": last.close} if last else None,
    }
