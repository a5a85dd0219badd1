"""What the rules hold an answer against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.market.actions import CorporateAction
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument


@dataclass(frozen=True)
class Known:
    """What is known beside an answer, gathered before it is checked."""

    find: Callable[[str], Instrument | None]
    """Finds an instrument by its code."""
    calendar: TradingCalendar
    counts: Sequence[int] = ()
    """Rows of the last complete answers of the same table for earlier days."""
    actions: Sequence[CorporateAction] = ()
    """Corporate actions on the answer's days."""

    @cached_property
    def acting(self) -> frozenset[tuple[str, date]]:
        """Return the codes and sessions that have an action."""
        return frozenset((action.code, action.session) for action in self.actions)
