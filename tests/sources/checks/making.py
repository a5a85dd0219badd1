"""Bars, answers and what is known, to try the rules with."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.core.intake import Batch, Dataset, Days, Status
from bot.data.closures import load_closures, load_schedule
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.calendar import TradingCalendar
from bot.market.instruments import Instrument, Kind, Market
from bot.sources.checks.known import Known

SESSION = date(2025, 2, 3)
AT = datetime(2025, 2, 3, 6, 0, tzinfo=UTC)
CALENDAR = TradingCalendar(load_closures(), schedule=load_schedule)


def bar(
    prices: str = "100 102 99 101",
    reference: str | None = "100",
    *,
    code: str = "2330",
    session: date = SESSION,
    volume: int | None = 1_000,
    turnover: str | None = None,
) -> Bar:
    """Make a bar of open, high, low and close ("-": unknown)."""
    told = [None if each == "-" else Decimal(each) for each in prices.split()]
    return Bar(
        code,
        session,
        told[0],
        told[1],
        told[2],
        told[3],
        reference=None if reference is None else Decimal(reference),
        basis=ReferenceBasis.UNKNOWN if reference is None else ReferenceBasis.PUBLISHED,
        volume=volume,
        turnover=None if turnover is None else Decimal(turnover),
        trades=1,
        provenance=Provenance("Taiwan Stock Exchange", session),
    )


def listed(
    code: str = "2330",
    kind: Kind = Kind.STOCK,
    limit: str | None = "10",
    since: date | None = date(1994, 9, 5),
) -> Instrument:
    """Make an instrument."""
    percent = None if limit is None else Decimal(limit)
    return Instrument(code, "名稱", Market.TWSE, kind, listed=since, limit_percent=percent)


def known(
    *instruments: Instrument,
    counts: Sequence[int] = (),
    actions: Sequence[CorporateAction] = (),
) -> Known:
    """Know these instruments and nothing else."""
    by_code = {one.code: one for one in instruments}
    return Known(by_code.get, CALENDAR, counts, actions)


def action(
    code: str = "2330", reference: str | None = "95", **figures: str | None
) -> CorporateAction:
    """Make an ex-day."""
    told = {name: None if text is None else Decimal(text) for name, text in figures.items()}
    return CorporateAction(
        code,
        SESSION,
        ActionKind.EX_DIVIDEND,
        previous_close=told.get("previous_close", Decimal(100)),
        reference=None if reference is None else Decimal(reference),
        cash=told.get("cash"),
        value=None,
        limit_up=told.get("limit_up"),
        limit_down=told.get("limit_down"),
        opening_base=None,
        provenance=Provenance("Taiwan Stock Exchange", SESSION),
    )


def day(
    *bars: Bar,
    dataset: Dataset = Dataset.TWSE_PRICES,
    rows: int | None = None,
    turnover: str | None = None,
) -> Batch:
    """Make a market's day of these bars."""
    return Batch(
        dataset,
        Days(SESSION, SESSION),
        Status.COMPLETE,
        AT,
        bars=bars,
        rows=len(bars) if rows is None else rows,
        turnover=None if turnover is None else Decimal(turnover),
    )
