"""Sessions on which one instrument did not trade because its shares were being exchanged."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.core.errors import AskerError, BanquetError
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.ports import Bars
from bot.core.wording import long_date
from bot.market.actions import CorporateAction
from bot.market.instruments import Instrument
from bot.market.returns import RESTATING
from handlers.saying.actions import action_text
from handlers.saying.names import named

_LONGEST = timedelta(days=60)
"""No exchange of shares kept an instrument from trading for longer."""


async def look_paused(
    instrument: Instrument, session: date, bars: Bars, actions: Actions
) -> CorporateAction | None:
    """Return the action that an instrument paused for on a session.

    The last close held before the session must be the one that the action is measured from:
    otherwise the instrument traded in between, and the session is merely not held.
    """
    ahead: Collection[CorporateAction] = await actions.between(
        [instrument.code], session + timedelta(days=1), session + _LONGEST
    )
    action = next((one for one in ahead if one.kind in RESTATING), None)
    if action is None or action.previous_close is None:
        return None
    before = await bars.latest([instrument.code], session - timedelta(days=1))
    held = await bars.held(before, [instrument.code]) if before else {}
    last = held.get(instrument.code)
    return action if last and last.close == action.previous_close else None


async def explained(
    refusal: BanquetError,
    instruments: Sequence[Instrument],
    session: date | None,
    *,
    bars: Bars,
    actions: Actions,
    say: Say,
) -> BanquetError:
    """Return why nothing is held of a session: one instrument's pause, where it is known."""
    if session is None or len(instruments) > 1:
        return refusal
    action = await look_paused(instruments[0], session, bars, actions)
    if action is None:
        return refusal
    message = paused_text(instruments[0], session, action, say)
    if isinstance(refusal, AskerError):
        return AskerError(message, refusal.hint, refusal.buttons)
    return AskerError(message)


def paused_text(instrument: Instrument, session: date, action: CorporateAction, say: Say) -> str:
    """Say that it did not trade, why, and from when on it does."""
    return say(
        "{name} did not trade on {date}: {action}, trading again from {resumed}.",
        name=named(instrument, say), date=long_date(session, say),
        action=action_text(action, say), resumed=action.session.isoformat(),
    )  # fmt: skip
