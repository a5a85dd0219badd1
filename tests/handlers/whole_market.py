"""A whole market in memory: every listed instrument has a bar, a few have figures of their own."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.data.archive import load_archive
from bot.data.instruments import load_instruments
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Instrument, Kind, Market
from bot.market.shares import ShareCount
from tests.fakes import MemoryBars, Table
from tests.market_fakes import MemoryShares

PANIC = date(2025, 4, 7)
"""The session after the tariffs of April 2025: nearly everything closed limit-down."""
NEW_YEARS_EVE = date(2024, 12, 31)
SHARES = 1_000_000
_SOURCES = {Market.TWSE: "Taiwan Stock Exchange", Market.TPEX: "Taipei Exchange"}
PANIC_FIGURES = {
    "2330": ("942", "848"),
    "2454": ("1390", "1400"),
    "6488": ("300", "330"),
    "5274": ("3000", "2700"),
    "3008": ("2100", "1900"),
    "0050": ("175", "157.5"),
    "TAIEX": ("21298.22", "19232.35"),
    "TPEX": ("230", "215"),
}
"""Reference and close; 2330's and the TAIEX's are those of the day, the others are invented."""


def bar_of(code: str, session: date, reference: str, close: str | None, market: Market) -> Bar:
    """Make a bar whose highest price is the higher of the two."""
    known = None if close is None else Decimal(close)
    high = None if known is None else max(known, Decimal(reference))
    traded = len(code) * 1_000 + sum(map(ord, code)) * 10
    return Bar(
        code=code, session=session, open=known, high=high, low=known, close=known,
        reference=Decimal(reference), basis=ReferenceBasis.PUBLISHED, volume=traded,
        turnover=Decimal(traded) * 100, trades=1,
        provenance=Provenance(_SOURCES[market], session),
    )  # fmt: skip


def market_on(
    session: date,
    figures: Mapping[str, tuple[str, str]],
    others: tuple[str, str] = ("100", "90"),
    markets: Collection[Market] = frozenset(Market),
) -> list[Bar]:
    """Give every instrument of the markets a bar: its own figures, or those of all others."""
    listed = [one for one in load_instruments() if _there(one, session, markets)]
    return [bar_of(i.code, session, *figures.get(i.code, others), i.market) for i in listed]


def _there(one: Instrument, session: date, markets: Collection[Market]) -> bool:
    """Tell whether an instrument has a bar; the indices have their own figures or none."""
    return one.market in markets and (one.listed is None or one.listed <= session)


def panic(markets: Collection[Market] = frozenset(Market)) -> list[Bar]:
    """Return the session of the panic, as far as these markets have published it."""
    return market_on(PANIC, PANIC_FIGURES, markets=markets)


def table_of(*bars: Bar) -> Table:
    """Return a Banquet over the bundled archive and these bars."""
    return Table(bars=MemoryBars([*load_archive(), *bars]))


def counted(table: Table, session: date) -> Table:
    """Give every stock of TWSE its issued shares on a day; 2330 has far more than the others."""
    counts = {
        one.code: ShareCount(
            one.code,
            SHARES * 10_000 if one.code == "2330" else SHARES,
            Provenance(_SOURCES[one.market], session),
        )
        for one in load_instruments()
        if one.kind is Kind.STOCK and one.market is Market.TWSE
    }
    return replace(table, shares=MemoryShares({session: counts}))


def replayed() -> Table:
    """Return a Banquet that holds the founding day whole, with shares, and the year's beginning."""
    day = date(2025, 2, 3)
    around = [*market_on(day, {}), *market_on(NEW_YEARS_EVE, {}, others=("120", "120"))]
    own = {(bar.session, bar.code): bar for bar in load_archive()}
    return counted(table_of(*(bar for bar in around if (bar.session, bar.code) not in own)), day)
