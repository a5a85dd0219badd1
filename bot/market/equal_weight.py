"""The index of a set that put the same amount into every member, from 100 on a first session.

Buy and hold: nothing is moved between the members later, so that its change is the plain average
of theirs.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.moves import EXACT
from bot.market.returns import growth_between

START = Decimal(100)


@dataclass(frozen=True, slots=True)
class EqualWeight:
    """The index by session, unrounded; None on a session where a member's price is not known."""

    levels: Mapping[date, Decimal | None]
    members: tuple[str, ...]
    """The codes that the amount was divided among."""
    missing: tuple[str, ...]
    """The codes without a close on the first session; they are no part of the index."""


def equal_weight(
    codes: Collection[str],
    bars: Iterable[Bar],
    sessions: Sequence[date],
    actions: Collection[CorporateAction],
    *,
    dividends: bool,
) -> EqualWeight:
    """Build the index over all sessions from the first to the last, in order.

    A member that did not trade keeps its last price; one whose bar is not held has none until it
    is held again, as its price may have moved meanwhile.
    """
    held = {(bar.code, bar.session): bar for bar in bars}
    bases = {code: held.get((code, sessions[0])) for code in codes}
    starting = {code: bar for code, bar in bases.items() if bar and bar.close is not None}
    tracks = [
        _growth(base, [held.get((code, day)) for day in sessions], actions, dividends=dividends)
        for code, base in starting.items()
    ]
    levels = [_level(growths) for growths in zip(*tracks, strict=True)] if tracks else []
    return EqualWeight(
        levels=dict(zip(sessions, levels or [None] * len(sessions), strict=True)),
        members=tuple(starting),
        missing=tuple(code for code in codes if code not in starting),
    )


def _growth(
    base: Bar,
    bars: Iterable[Bar | None],
    actions: Collection[CorporateAction],
    *,
    dividends: bool,
) -> list[Decimal | None]:
    """Return what one TWD in a member became by each session."""
    grown: list[Decimal | None] = []
    last: Bar | None = base
    for bar in bars:
        if bar is None or bar.close is not None:
            last = bar
        grown.append(
            None if last is None else growth_between(base, last, actions, dividends=dividends)
        )
    return grown


def _level(growths: Sequence[Decimal | None]) -> Decimal | None:
    """Average the members at one session."""
    known = [growth for growth in growths if growth is not None]
    if len(known) < len(growths):
        return None
    whole = sum(known, Decimal(0))
    return EXACT.divide(EXACT.multiply(whole, START), Decimal(len(known)))
