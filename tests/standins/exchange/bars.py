"""Sessions made from plain bars, each one built only when it is asked for."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.data.instruments import load_instruments
from bot.market.instruments import Instrument
from tests.standins.exchange.days import Day, Index, Row
from tests.standins.exchange.indices import TAIEX, TPEX, invented

_CENT = Decimal("0.01")
_SHARES_A_TRADE = 800
_A_DAY = timedelta(days=1)


class BarRow(NamedTuple):
    """A bar as a file has it: figures still text, volume in shares."""

    code: str
    session: str
    open: str
    high: str
    low: str
    close: str
    volume: str


def bars_in(path: Path) -> Iterator[BarRow]:
    """Read the bars of a packed file whose columns are date, code, four prices and volume."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = csv.reader(file)
        next(lines)
        for session, code, *figures in lines:
            yield BarRow(code, session, *figures)


class LazyDays(MutableMapping[date, Day]):
    """Sessions by day; a session is built when it is first read."""

    def __init__(
        self, bars: Mapping[date, list[tuple[BarRow, str | None]]], taiex: Mapping[date, Decimal]
    ) -> None:
        """Hold each session's bars with the close before each."""
        self._bars = dict(bars)
        self._taiex = taiex
        self._built: dict[date, Day] = {}

    def __getitem__(self, session: date) -> Day:
        if session not in self._built:
            self._built[session] = self._build(session)
        return self._built[session]

    def __setitem__(self, session: date, day: Day) -> None:
        self._bars.setdefault(session, [])
        self._built[session] = day

    def __delitem__(self, session: date) -> None:
        del self._bars[session]
        self._built.pop(session, None)

    def __iter__(self) -> Iterator[date]:
        return iter(self._bars)

    def __len__(self) -> int:
        return len(self._bars)

    def _build(self, session: date) -> Day:
        """Make a session's rows."""
        rows = tuple(_row(bar, before) for bar, before in self._bars[session])
        before = max((day for day in self._bars if day < session), default=session - _A_DAY)
        taiex = invented(TAIEX, before, session)
        if close := self._taiex.get(session):
            taiex = Index(TAIEX, close, self._taiex.get(before, close))
        return Day(session, rows, taiex, invented(TPEX, before, session))


def days_of(rows: Iterable[BarRow], taiex: Mapping[date, Decimal]) -> LazyDays:
    """Sort bars into sessions; codes that are in no list of instruments are left out."""
    known = _instruments()
    before: dict[str, str] = {}
    bars: dict[date, list[tuple[BarRow, str | None]]] = defaultdict(list)
    sessions: dict[str, date] = {}
    for row in sorted(rows, key=lambda row: row.session):
        if row.code in known:
            session = sessions.setdefault(row.session, date.fromisoformat(row.session))
            bars[session].append((row, before.get(row.code)))
            before[row.code] = row.close
    return LazyDays(bars, taiex)


@lru_cache(maxsize=1)
def _instruments() -> Mapping[str, Instrument]:
    """Return the bundled list by code."""
    return {instrument.code: instrument for instrument in load_instruments()}


def instrument(code: str) -> Instrument | None:
    """Return the bundled facts of a code."""
    return _instruments().get(code)


def _row(bar: BarRow, before: str | None) -> Row:
    """Make a row; a bar without a close before it states no change."""
    found = _instruments()[bar.code]
    close, volume = _price(bar.close), int(bar.volume)
    return Row(
        bar.code,
        found.name,
        found.market,
        reference=None if before is None else _price(before),
        open=_price(bar.open),
        high=_price(bar.high),
        low=_price(bar.low),
        close=close,
        volume=volume,
        turnover=int(close * volume),
        trades=volume // _SHARES_A_TRADE + 1,
        mark="" if before else "---",
        kind=found.kind,
        limit_percent=found.limit_percent,
    )


def _price(text: str) -> Decimal:
    """Read a price; vendors' float noise is rounded away."""
    return Decimal(text).quantize(_CENT)
