"""What sets a session of an instrument apart from others: the marks of a figure."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.market.actions import ActionKind, CorporateAction
from bot.market.instruments import Instrument, Kind
from bot.market.moves import EXACT

_NEARLY_WHOLE = Decimal("0.005")
"""Exchanges round the reference, so that a ratio comes out nearly whole."""


def actions_of(
    code: str, session: date, actions: Iterable[CorporateAction]
) -> tuple[CorporateAction, ...]:
    """Return an instrument's actions of one session."""
    return tuple(a for a in actions if (a.code, a.session) == (code, session))


def marks_of(
    instrument: Instrument, session: date, actions: Iterable[CorporateAction]
) -> tuple[str, ...]:
    """Name what happened to the shares that session, each once."""
    marks = [action.kind.value for action in actions_of(instrument.code, session, actions)]
    if instrument.listed == session and instrument.kind is not Kind.INDEX:
        marks.append(ActionKind.LISTING.value)
    return tuple(dict.fromkeys(marks))


def ratio_of(action: CorporateAction) -> tuple[int, int] | None:
    """Return how many old shares became how many new ones: (1, 4); None where it is not plain."""
    factor = action.factor
    if not factor:
        return None
    more = factor < 1
    times = EXACT.divide(Decimal(1), factor) if more else factor
    whole = times.quantize(Decimal(1), ROUND_HALF_UP)
    if whole <= 1 or abs(times - whole) > _NEARLY_WHOLE * whole:
        return None
    return (1, int(whole)) if more else (int(whole), 1)
