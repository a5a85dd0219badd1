"""What a day's change is measured from, where the session's own row does not say."""

from collections.abc import Iterable
from dataclasses import replace

from bot.market.actions import CorporateAction
from bot.market.bars import Bar, ReferenceBasis


def referenced(bar: Bar, actions: Iterable[CorporateAction]) -> Bar:
    """Fill a bar's reference from the exchange's tables of that session's actions.

    A reference that the row itself published stands; tables that disagree leave it unknown, and
    so does an action that is only announced, unless the day's result is published beside it.
    """
    if bar.basis is ReferenceBasis.PUBLISHED:
        return bar
    of_day = [a for a in actions if (a.code, a.session) == (bar.code, bar.session)]
    if not of_day:
        return bar
    stated = {action.reference for action in of_day if action.reference is not None}
    reference = stated.pop() if len(stated) == 1 else None
    basis = ReferenceBasis.UNKNOWN if reference is None else ReferenceBasis.PUBLISHED
    return replace(bar, reference=reference, basis=basis)
