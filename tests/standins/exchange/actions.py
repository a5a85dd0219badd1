"""Corporate actions as the exchanges list them: what happens on the day trading goes on."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.market.actions import ActionKind
from bot.market.instruments import Market

DIVIDENDS = (ActionKind.EX_DIVIDEND, ActionKind.EX_RIGHTS, ActionKind.EX_BOTH)
WORDS = {
    ActionKind.EX_DIVIDEND: "息",
    ActionKind.EX_RIGHTS: "權",
    ActionKind.EX_BOTH: "權息",
    ActionKind.REDUCTION: "彌補虧損",
    ActionKind.SPLIT: "分割",
    ActionKind.REVERSE_SPLIT: "反分割",
}
_TEN_DAYS = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Action:
    """One row of an exchange's table of actions; TWD per share."""

    market: Market
    kind: ActionKind
    session: date
    """The ex-day, or the first day of trading after a halt."""
    code: str
    name: str
    previous_close: Decimal
    reference: Decimal
    up: Decimal | None
    """None: no limit, printed as 9,999.95 above and 0.01 below."""
    down: Decimal | None
    base: Decimal
    """Where the opening auction starts."""
    cash: Decimal = Decimal(0)
    word: str | None = None
    """What the table's column of kinds or reasons says, where not the usual word."""
    halted: date | None = None
    """The first day without trading, of what halts trading."""

    @property
    def said(self) -> str:
        """Return the word of the kind as the tables print it."""
        return WORDS.get(self.kind, "") if self.word is None else self.word

    @property
    def halt(self) -> date:
        """Return the first day without trading."""
        return self.halted or self.session - _TEN_DAYS

    @property
    def value(self) -> Decimal:
        """Return what rights and dividends are worth together."""
        return self.previous_close - self.reference
