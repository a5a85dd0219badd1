"""The rules of what is no bar: corporate actions and counts of issued shares."""

from bot.market.actions import CorporateAction
from bot.market.shares import ShareCount

_MOST_SHARES = 10**15


def broken_rule_of_action(action: CorporateAction) -> str | None:
    """Name the first rule that an action breaks; None for one to be believed."""
    prices = (
        action.previous_close,
        action.reference,
        action.limit_up,
        action.limit_down,
        action.opening_base,
    )
    if any(price is not None and price <= 0 for price in prices):
        return "price_not_positive"
    if action.cash is not None and action.cash < 0:
        return "amount_negative"
    return "reference_outside_limits" if _is_outside(action) else None


def broken_rule_of_shares(count: ShareCount) -> str | None:
    """Name the rule that a count breaks; None for one to be believed."""
    if count.shares <= 0:
        return "no_shares"
    return "absurd_size" if count.shares >= _MOST_SHARES else None


def _is_outside(action: CorporateAction) -> bool:
    """Tell whether the reference lies beyond the bounds that are taken from it."""
    reference, up, down = action.reference, action.limit_up, action.limit_down
    if reference is None:
        return False
    return (up is not None and up < reference) or (down is not None and down > reference)
