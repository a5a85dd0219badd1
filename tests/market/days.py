"""Figures of the founding day and of the day after a dinner, as the exchange published them."""

from datetime import date
from decimal import Decimal

from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import TAIEX, Instrument, Kind, Market
from bot.market.moves import Move, move_of

FOUNDING_DAY = date(2025, 2, 3)
CALENDAR = TradingCalendar({})

# code: open, high, low, close of 2025-02-03, close of 2025-01-22, percentage as published
FOUNDING = {
    "2330": ("1065", "1075", "1060", "1070", "1135", "-5.73"),
    "2317": ("164", "168", "163.5", "165.5", "180", "-8.06"),
    "2382": ("243", "246.5", "243", "243", "269.5", "-9.83"),
    "2356": ("46.3", "46.4", "45.1", "46", "49.3", "-6.69"),
    "6669": ("2020", "2020", "2020", "2020", "2240", "-9.82"),
    "3711": ("161", "166", "160", "161", "177", "-9.04"),
    "2376": ("232", "240.5", "230", "236", "253.5", "-6.90"),
    "3515": ("222", "226", "219", "221.5", "230", "-3.70"),
    "2353": ("37.2", "38.8", "37.2", "38.65", "37.2", "3.90"),
    "4938": ("95", "97.4", "94.7", "97.4", "96.7", "0.72"),
    "2377": ("178.5", "199", "177", "196", "181.5", "7.99"),
    "2357": ("600", "655", "598", "649", "607", "6.92"),
}


def stock(code: str = "2330", listed: date | None = None, percent: int | None = 10) -> Instrument:
    """Make a stock with the ordinary limit."""
    limit = None if percent is None else Decimal(percent)
    return Instrument(code, code, Market.TWSE, Kind.STOCK, listed=listed, limit_percent=limit)


def bar(
    close: str | None,
    reference: str | None,
    session: date = FOUNDING_DAY,
    prices: tuple[str, str, str] | None = None,
    code: str = "2330",
) -> Bar:
    """Make a bar; `prices` are open, high and low."""
    opening, high, low = map(Decimal, prices) if prices else (None, None, None)
    return Bar(
        code=code,
        session=session,
        open=opening,
        high=high,
        low=low,
        close=None if close is None else Decimal(close),
        reference=None if reference is None else Decimal(reference),
        basis=ReferenceBasis.UNKNOWN if reference is None else ReferenceBasis.PREVIOUS_CLOSE,
        volume=None,
        turnover=None,
        trades=None,
        provenance=Provenance("test", session),
    )


def action(
    code: str,
    session: date,
    kind: ActionKind,
    previous_close: str | None,
    reference: str | None,
    cash: str | None = None,
) -> CorporateAction:
    """Make a corporate action; what is left out is not known."""
    before, after, paid = (
        None if text is None else Decimal(text) for text in (previous_close, reference, cash)
    )
    return CorporateAction(
        code=code,
        session=session,
        kind=kind,
        previous_close=before,
        reference=after,
        cash=paid,
        value=before - after if before and after else None,
        limit_up=None,
        limit_down=None,
        opening_base=None,
        provenance=Provenance("test", session),
    )


def founding_move(code: str) -> Move:
    """Measure one of the twelve on the founding day."""
    opening, high, low, close, reference, _ = FOUNDING[code]
    made = bar(close, reference, prices=(opening, high, low), code=code)
    return move_of(stock(code), made, CALENDAR)


def founding_index() -> Move:
    """Measure the index on the founding day."""
    return move_of(TAIEX, bar("22694.71", "23525.41", code="TAIEX"), CALENDAR)
