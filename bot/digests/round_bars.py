"""Bars that one round of planning has read: thousands of lines look the same few sessions up."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bot.core.market_ports import Sessions
from bot.core.ports import Bars, Lack, Span
from bot.market.bars import Bar, ReferenceBasis

FEW = 4
"""Look-ups of a session one by one; after so many it is read whole."""

Look: TypeAlias = Callable[[Collection[str], date, int], Awaitable[date | None]]


@dataclass(slots=True)
class RoundBars:
    """Bars by session, read code by code at first and then all at once; implements Bars."""

    behind: Bars
    sessions: Sessions
    """Whole sessions of what is held: asks no source."""
    _rows: dict[date, dict[str, Bar]] = field(default_factory=dict)
    _absent: dict[tuple[str, date], set[str]] = field(default_factory=dict)
    """Codes of a session that were looked for in vain, by the way of looking."""
    _looks: Counter[date] = field(default_factory=Counter)
    _days: dict[tuple[object, ...], date | None] = field(default_factory=dict)

    def forget(self) -> None:
        """Hold nothing any more."""
        for held in (self._rows, self._absent, self._looks, self._days):
            held.clear()

    async def on(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the session's bars; the sources are asked once for what lacks."""
        rows = await self._known(session, codes)
        lacking = [code for code in codes if code not in rows or _is_open(rows[code])]
        if wanted := self._new("on", session, lacking):
            rows.update(await self.behind.on(session, wanted))
        return _of(rows, codes)

    async def held(self, session: date, codes: Collection[str]) -> Mapping[str, Bar]:
        """Return the same from what is held."""
        rows = await self._known(session, codes)
        if wanted := self._new("held", session, [code for code in codes if code not in rows]):
            rows.update(await self.behind.held(session, wanted))
        return _of(rows, codes)

    async def newest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session, after a look at the sources."""
        return await self._last(self.behind.newest, codes, until, at_least)

    async def latest(self, codes: Collection[str], until: date, at_least: int = 1) -> date | None:
        """Return the last session held."""
        return await self._last(self.behind.latest, codes, until, at_least)

    async def earliest(self, codes: Collection[str], since: date, at_least: int = 1) -> date | None:
        """Return the first session held."""
        return await self.behind.earliest(codes, since, at_least)

    async def span(self, until: date) -> Span | None:
        """Return the range held."""
        return await self.behind.span(until)

    def lack(self, session: date, codes: Collection[str]) -> Lack:
        """Tell why these codes have no bar."""
        return self.behind.lack(session, codes)

    async def _last(
        self, look: Look, codes: Collection[str], until: date, at_least: int
    ) -> date | None:
        """Return the day itself where it holds enough; else what the look finds, looked once."""
        if len(await self.held(until, codes)) >= at_least:
            return until
        key = (look.__name__, frozenset(codes), until, at_least)
        if key not in self._days:
            self._days[key] = await look(codes, until, at_least)
        return self._days[key]

    async def _known(self, session: date, codes: Collection[str]) -> dict[str, Bar]:
        """Return what is known of a session, whole once it was looked up often enough."""
        rows = self._rows.setdefault(session, {})
        if self._looks[session] < FEW and any(code not in rows for code in codes):
            self._looks[session] += 1
            if self._looks[session] == FEW:
                rows.update(await self.sessions.whole(session))
        return rows

    def _new(self, way: str, session: date, codes: Collection[str]) -> list[str]:
        """Return the codes that were not looked for in this way before."""
        before = self._absent.setdefault((way, session), set())
        wanted = [code for code in codes if code not in before]
        before.update(wanted)
        return wanted


def _is_open(bar: Bar) -> bool:
    """Tell whether a source could still say what a close is measured against."""
    return bar.close is not None and bar.basis is ReferenceBasis.UNKNOWN


def _of(rows: Mapping[str, Bar], codes: Collection[str]) -> dict[str, Bar]:
    """Return the bars of some codes in the order of the store."""
    return {code: rows[code] for code in sorted(set(codes)) if code in rows}
