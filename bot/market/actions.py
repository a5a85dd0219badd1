"""Corporate actions: why a session's reference is not the close before it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.market.bars import Provenance


class ActionKind(StrEnum):
    """What happened to the shares; the values are the marks of answers."""

    EX_DIVIDEND = "ex-dividend"  # 除息
    EX_RIGHTS = "ex-rights"  # 除權
    EX_BOTH = "ex-dividend-and-rights"  # 除權息
    REDUCTION = "capital-reduction"  # 減資
    PAR_CHANGE = "par-value-change"  # 變更面額, a stock's split
    SPLIT = "split"  # ETF 分割
    REVERSE_SPLIT = "reverse-split"  # ETF 反分割
    LISTING = "listing"  # 掛牌首日


@dataclass(frozen=True, slots=True)
class CorporateAction:
    """One action on the session it takes effect; TWD per share, None is not known."""

    code: str
    session: date
    kind: ActionKind
    previous_close: Decimal | None
    """The last close before it, in old shares."""
    reference: Decimal | None
    """The exchange's reference price of the session; None while it is only announced."""
    cash: Decimal | None
    """The cash dividend per share, where the source states it apart."""
    value: Decimal | None
    """What rights and dividends are worth together: previous close less reference."""
    limit_up: Decimal | None
    """None also where the source states that there is no limit."""
    limit_down: Decimal | None
    opening_base: Decimal | None
    """The price that the opening auction starts from."""
    provenance: Provenance

    @property
    def factor(self) -> Decimal | None:
        """Return what a price before the action is multiplied by to compare with one after."""
        if self.previous_close is None or self.reference is None or not self.previous_close:
            return None
        return self.reference / self.previous_close
