"""Fakes of the ports about the whole market, held in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.core.market_ports import Opinion, SourceState
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.instruments import Market
from bot.market.plain import Plain, plain_of
from bot.market.quotes import Quote
from bot.market.shares import ShareCount


class MemorySessions:
    """Whole sessions out of the same rows as MemoryBars; implements the Sessions port."""

    def __init__(self, rows: Mapping[tuple[date, str], Bar]) -> None:
        """Look into these rows, by session and code."""
        self.rows = rows

    async def whole(self, session: date) -> Mapping[str, Bar]:
        """Return every bar of one session."""
        return {code: bar for (day, code), bar in self.rows.items() if day == session}

    async def plain(self, session: date) -> Mapping[str, Plain]:
        """Return its plain figures."""
        return plain_of(await self.whole(session))

    async def series(self, codes: Collection[str], first: date, last: date) -> Sequence[Bar]:
        """Return the bars of the codes in the range, by session and code."""
        keys = sorted(key for key in self.rows if first <= key[0] <= last and key[1] in codes)
        return [self.rows[key] for key in keys]

    async def turnovers(self, code: str, until: date) -> Mapping[date, Decimal]:
        """Return the turnover of every session that has one."""
        return {
            day: bar.turnover
            for (day, own), bar in self.rows.items()
            if own == code and day <= until and bar.turnover is not None
        }


@dataclass
class MemoryActions:
    """Corporate actions in a list; implements the Actions port."""

    held: list[CorporateAction] = field(default_factory=list)
    complete: bool = True
    """Whether every table counts as fetched."""

    async def between(
        self, codes: Collection[str] | None, first: date, last: date
    ) -> Sequence[CorporateAction]:
        """Return the actions in the range, by session."""
        found = [
            action
            for action in self.held
            if first <= action.session <= last and (codes is None or action.code in codes)
        ]
        return sorted(found, key=lambda action: (action.session, action.code))

    async def known(self, market: Market, first: date, last: date) -> bool:
        """Tell what was set."""
        assert market
        assert first <= last
        return self.complete

    async def announced(self, day: date) -> bool:
        """Tell what was set."""
        assert day >= date.min
        return self.complete


@dataclass
class MemoryShares:
    """Issued shares by day; implements the Shares port."""

    held: dict[date, dict[str, ShareCount]] = field(default_factory=dict)

    async def on(self, day: date, codes: Collection[str] | None = None) -> Mapping[str, ShareCount]:
        """Return the counts of exactly that day."""
        counts = self.held.get(day, {})
        return {code: count for code, count in counts.items() if codes is None or code in codes}


@dataclass
class MemoryQuotes:
    """Quotes in a dictionary, off unless switched on; implements the Quotes port."""

    held: dict[str, Quote] = field(default_factory=dict)
    enabled: bool = False

    async def now(self, codes: Collection[str]) -> Mapping[str, Quote]:
        """Return the quotes of the codes."""
        return {code: self.held[code] for code in codes if code in self.held}


@dataclass
class MemoryOpinions:
    """Second opinions in a dictionary; implements the Opinions port."""

    held: dict[tuple[date, str], Opinion] = field(default_factory=dict)

    async def on(self, session: date, code: str) -> Opinion | None:
        """Return what the second source says."""
        return self.held.get((session, code))


@dataclass
class MemoryHealth:
    """The sources' states as set; implements the SourceHealth port."""

    held: list[SourceState] = field(default_factory=list)
    on_the_way: set[tuple[date, Market]] = field(default_factory=set)
    offline: bool = False

    async def states(self) -> Sequence[SourceState]:
        """Return the states."""
        return self.held

    async def pending(self, session: date, market: Market) -> bool:
        """Tell whether the figures were set to be on their way."""
        return (session, market) in self.on_the_way
