"""Golden days: sessions whose figures were published, with invented neighbours around them.

Prices of the named stocks come from the bundled archive or from the exchanges' own tables; so do
all actions. Indices that the archive lacks, the neighbours and the volumes are invented, but for
TWSE's totals of 2025-02-03. Every function makes a fresh world.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.data.archive import load_archive
from bot.market.bars import Bar
from bot.market.instruments import Market
from tests.standins.exchange.actions import Action
from tests.standins.exchange.bars import instrument
from tests.standins.exchange.days import Day, Index, Row, Totals
from tests.standins.exchange.faults import Fault
from tests.standins.exchange.golden_actions import DIVIDENDS, HALTS
from tests.standins.exchange.indices import TAIEX, TPEX, invented
from tests.standins.exchange.neighbours import fallen, neighbours
from tests.standins.exchange.row_faults import published_part, restated
from tests.standins.exchange.schedule import HOLIDAYS_2025
from tests.standins.exchange.world import World

NORMAL, EVE, LIMIT_DOWN = date(2025, 2, 3), date(2025, 1, 22), date(2025, 4, 7)
TYPHOON = date(2024, 10, 31)
TWSE_EX_DAY, TPEX_EX_DAY = date(2024, 3, 4), date(2024, 3, 22)
FIRST_DAY = date(2026, 1, 29)
_BEFORE = {NORMAL: EVE, date(2024, 11, 1): date(2024, 10, 30), LIMIT_DOWN: date(2025, 4, 2)}
"""Sessions before, where that is not the day before."""
_ISSUED = {"2330": 25_932_524_521, "2317": 13_964_222_294}
_TOTALS = {NORMAL: Totals(7_689_151_963, 525_040_931_202, 3_784_130)}
_SHARE_OF_TOTAL = Decimal("0.98")
"""What instruments make of a market's turnover; warrants make the rest."""
_VOLUME, _TRADES, _SHARES = 12_345_678, 9_876, 500_000_000


def normal(count: int = 60) -> World:
    """Make 2025-02-03 and the session before it, 2025-01-22; between them all is closed."""
    return World({day: session(day, count) for day in (EVE, NORMAL)}, holidays=HOLIDAYS_2025)


def new_year_eve(count: int = 60) -> World:
    """Make 2025-01-21 and 22, the last sessions of the year of the dragon; 01-22 is the newest."""
    days = {day: session(day, count) for day in (date(2025, 1, 21), EVE)}
    return World(days, holidays=HOLIDAYS_2025, today=EVE)


def limit_day(count: int = 60) -> World:
    """Make 2025-04-07: the whole market locked at limit-down, 2330 from 942 to 848."""
    day = session(LIMIT_DOWN, count, [stock("2330", "942", "848")])
    return World({LIMIT_DOWN: replace(day, rows=tuple(fallen(row) for row in day.rows))})


def typhoon(count: int = 60) -> World:
    """Make the sessions around 2024-10-31, on which the exchanges were closed unplanned."""
    days = {day: session(day, count) for day in (date(2024, 10, 30), date(2024, 11, 1))}
    return World(days, repeated=frozenset({TYPHOON}))


def ex_dividend(count: int = 60) -> World:
    """Make an ex-day on each exchange: 2024-03-04 (00690, 00913), 2024-03-22 (2065, 5478, 6895)."""
    days = {}
    for day in (TWSE_EX_DAY, TPEX_EX_DAY):
        there = [action for action in DIVIDENDS if action.session == day]
        days[day] = session(day, count, [_after(one, f"除{one.said}") for one in there])
    return World(days, [*DIVIDENDS])


def halts(count: int = 60) -> World:
    """Make the sessions around a split (0050), a par change (2327) and a nameless split (00631L).

    While trading is halted a row is there without prices.
    """
    world = World(actions=[*HALTS])
    for action in HALTS:
        before = action.halt.replace(day=action.halt.day - 1)
        for day, row in (
            (before, stock(action.code, None, f"{action.previous_close}")),
            (action.halt, Row(action.code, action.name, action.market, action.previous_close)),
            (action.session, _after(action, "---")),
        ):
            world.put(session(day, count, [row]))
    return world


def first_listing(count: int = 60) -> World:
    """Make 2026-01-28 and 29, on which 4590 was first traded, from 60, without a limit."""
    newcomer = replace(stock("4590", "60", "78.5"), mark="---", limit_percent=None)
    before = session(date(2026, 1, 28), count)
    return World({before.session: before, FIRST_DAY: session(FIRST_DAY, count, [newcomer])})


def revised(count: int = 60) -> World:
    """Make 2025-02-03 with 2330's close restated from 1070 to 1075 on asking a second time."""
    world = normal(count)
    change = restated("2330", "1075")
    world.faults.on(Fault("rows", "twse", "MI_INDEX", times=None, skip=1, change=change))
    return world


def tpex_late(count: int = 60) -> World:
    """Make 2025-02-03 as long as TWSE has published and TPEx has not."""
    world = normal(count)
    world.faults.on(Fault("empty", "tpex", times=None))
    return world


def half_published(count: int = 60) -> World:
    """Make 2025-02-03 with three tenths of TWSE's rows."""
    world = normal(count)
    world.faults.on(Fault("rows", "twse", "MI_INDEX", times=None, change=published_part()))
    return world


def session(day: date, count: int, rows: Iterable[Row] = ()) -> Day:
    """Make a session of given rows, those of the archive, and neighbours of both markets."""
    bars = {bar.code: bar for bar in load_archive() if bar.session == day}
    taiex = bars.pop("TAIEX", None)
    told = {bar.code: _archived(bar) for bar in bars.values()} | {row.code: row for row in rows}
    without = {*told, "4590", *(action.code for action in HALTS)}
    days = (_BEFORE.get(day, day - timedelta(days=1)), day)
    around = [row for market in Market for row in neighbours(market, count, without, days)]
    indices = (_taiex(taiex) or invented(TAIEX, *days), invented(TPEX, *days))
    if totals := _TOTALS.get(day):
        around = _adding_up(around, totals.turnover - sum(row.turnover for row in told.values()))
    return Day(day, (*told.values(), *around), *indices, totals)


def stock(code: str, reference: str | None, close: str) -> Row:
    """Make a row of a bundled instrument that opened at its reference; None: it has none."""
    known = instrument(code)
    assert known, code
    price, base = Decimal(close), Decimal(reference or close)
    return Row(
        code,
        known.name,
        known.market,
        Decimal(reference) if reference else None,
        base,
        max(price, base),
        min(price, base),
        price,
        _VOLUME,
        int(_VOLUME * price),
        _TRADES,
        shares=_ISSUED.get(code, _SHARES),
        kind=known.kind,
        limit_percent=known.limit_percent,
    )


def _adding_up(rows: list[Row], rest: int) -> list[Row]:
    """Return the rows with TWSE's volumes scaled, so that they make most of what is left."""
    traded = sum(row.turnover for row in rows if row.market is Market.TWSE)
    share = rest * _SHARE_OF_TOTAL / traded
    return [
        replace(row, volume=int(row.volume * share), turnover=int(row.turnover * share))
        if row.market is Market.TWSE
        else row
        for row in rows
    ]


def _after(action: Action, mark: str) -> Row:
    """Make the row of the session on which an action takes effect, at the opening's base."""
    row = stock(action.code, None, f"{action.base}")
    return replace(row, reference=action.reference, mark=mark)


def _archived(bar: Bar) -> Row:
    """Make a row of an archived bar; without a reference no change is stated."""
    row = stock(bar.code, f"{bar.reference or bar.close}", f"{bar.close}")
    row = replace(row, open=bar.open, high=bar.high, low=bar.low)
    return replace(row, reference=bar.reference, mark="" if bar.reference else "---")


def _taiex(bar: Bar | None) -> Index | None:
    """Make the TAIEX's row of an archived bar."""
    if bar is None or bar.close is None:
        return None
    return Index(TAIEX, bar.close, bar.reference or bar.close)
