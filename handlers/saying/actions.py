"""Corporate actions in words: what happened to the shares, with its amounts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from bot.core.i18n import N_, Say
from bot.core.wording import price
from bot.market.actions import ActionKind, CorporateAction
from bot.market.marks import ratio_of

_NAMES: Mapping[ActionKind, str] = MappingProxyType(
    {
        ActionKind.EX_DIVIDEND: N_("ex-dividend"),
        ActionKind.EX_RIGHTS: N_("ex-rights"),
        ActionKind.EX_BOTH: N_("ex-dividend and ex-rights"),
        ActionKind.REDUCTION: N_("capital reduction"),
        ActionKind.PAR_CHANGE: N_("change of par value"),
        ActionKind.SPLIT: N_("split"),
        ActionKind.REVERSE_SPLIT: N_("reverse split"),
        ActionKind.LISTING: N_("first day of listing"),
    }
)
_WITH_RATIO = (ActionKind.PAR_CHANGE, ActionKind.SPLIT, ActionKind.REVERSE_SPLIT)


def action_name(kind: ActionKind, say: Say) -> str:
    """Name a kind of action: 除息, 減資."""
    return say(_NAMES[kind])


def action_names(actions: Iterable[CorporateAction], say: Say) -> str:
    """Name the kinds of several actions, each once."""
    return say(", ").join(dict.fromkeys(action_name(action.kind, say) for action in actions))


def action_text(action: CorporateAction, say: Say) -> str:
    """Name an action with its amount or ratio: 除息 4.5 元, 分割 1:4."""
    name = action_name(action.kind, say)
    if action.kind in _WITH_RATIO and (ratio := ratio_of(action)):
        return f"{name} {ratio[0]}:{ratio[1]}"
    amount = amount_of(action)
    return name if amount is None else say("{action} TWD {amount}", action=name,
                                           amount=price(amount))  # fmt: skip


def amount_of(action: CorporateAction) -> Decimal | None:
    """Return the cash of a dividend, or what rights and dividends are worth together."""
    if action.kind is ActionKind.EX_DIVIDEND and action.cash is not None:
        return action.cash
    paying = (ActionKind.EX_DIVIDEND, ActionKind.EX_RIGHTS, ActionKind.EX_BOTH)
    return action.value if action.kind in paying else None


def action_line(action: CorporateAction, say: Say) -> str:
    """Say an action with the close before it and the reference after it, where they are known."""
    text = action_text(action, say)
    if action.previous_close is None or action.reference is None:
        return text
    return say("{action}: {before} → reference {after}", action=text,
               before=price(action.previous_close), after=price(action.reference))  # fmt: skip
