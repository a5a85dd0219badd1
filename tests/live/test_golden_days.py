"""Golden days as an asker sees them: the exchange's own reference, or a plain word on why not."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.intake import Dataset, Status
from tests.live.running import ENOUGH, live, taipei
from tests.standins.exchange import golden
from tests.standins.exchange.faults import Fault
from tests.telling import text_of

NORMAL = date(2025, 2, 3)


async def test_a_listed_stock_costs_one_request(tmp_path: Path) -> None:
    """The session of everything listed comes in one answer, TAIEX included."""
    async with live(golden.normal(ENOUGH), tmp_path, taipei(2025, 2, 3, 18)) as one:
        figure = await one.figure("/move 1101 2025-02-03")
        assert one.asked("MI_INDEX") == 1
        assert len(one.exchange.requests) <= 3
        assert figure.reference_basis == "published"
        assert figure.source == "Taiwan Stock Exchange"
        assert figure.close
        assert figure.reference
        assert figure.change == figure.close - figure.reference
        other = await one.figure("/move 1102 2025-02-03")
        assert other.date == NORMAL
        assert one.asked("MI_INDEX") == 1


async def test_an_otc_stock_asks_its_exchange(tmp_path: Path) -> None:
    """TPEx's table answers; TWSE's is asked for the index beside it."""
    async with live(golden.normal(ENOUGH), tmp_path, taipei(2025, 2, 3, 18)) as one:
        figure = await one.figure("/move 6488 2025-02-03")
        assert figure.source == "Taipei Exchange"
        assert len(one.exchange.requests) <= 3


@pytest.mark.parametrize(
    ("day", "code", "reference", "percent"),
    [("2024-03-04", "00690", "30.60", "0.00"), ("2024-03-22", "5478", "157.50", "0.00")],
)
async def test_an_ex_dividend_day_is_measured_from_its_reference(
    day: str, code: str, reference: str, percent: str, tmp_path: Path
) -> None:
    """Never from the close before, and never the 0.00 that is printed there."""
    async with live(golden.ex_dividend(ENOUGH), tmp_path, taipei(2024, 3, 22, 18)) as one:
        figure = await one.figure(f"/move {code} {day}")
        assert figure.reference == Decimal(reference)
        assert figure.reference_basis == "published"
        assert f"{figure.percent}" == percent
        assert "ex-dividend" in figure.marks
        assert len(one.exchange.requests) <= 3


async def test_an_open_reference_states_no_change(tmp_path: Path) -> None:
    """Where the table of ex-dividends is not to be had, the change is unknown, not zero."""
    world = golden.ex_dividend(ENOUGH)
    world.faults.on(Fault("empty", "twse", "TWT49U", times=None))
    async with live(world, tmp_path, taipei(2024, 3, 22, 18)) as one:
        figure = await one.figure("/move 00690 2024-03-04")
        assert (figure.change, figure.percent, figure.reference) == (None, None, None)
        assert figure.reference_basis == "unknown"


async def test_the_limit_down_day(tmp_path: Path) -> None:
    """2330 at 848 is limit-down at -9.98 %, and the market's count is the independent one."""
    world = golden.limit_day(ENOUGH)
    async with live(world, tmp_path, taipei(2025, 4, 7, 18)) as one:
        figure = await one.figure("/move 2330 2025-04-07")
        assert (figure.close, figure.limit) == (Decimal(848), "down")
        assert figure.percent == Decimal("-9.98")


@pytest.mark.parametrize(
    ("code", "day", "reference", "mark"),
    [
        ("0050", "2025-06-18", "47.16", "split"),
        ("2327", "2025-08-25", "136.50", "par-value-change"),
        ("00631L", "2026-03-31", "20.14", "split"),
    ],
)
async def test_a_split_is_measured_in_new_shares(
    code: str, day: str, reference: str, mark: str, tmp_path: Path
) -> None:
    """The exchange's reference, the kind of action, and no three quarters lost."""
    async with live(golden.halts(ENOUGH), tmp_path, taipei(2026, 4, 1, 9)) as one:
        one.banquet.sources.fetching.desk.later(Dataset.TWSE_SPLITS, date.fromisoformat(day))
        for dataset in (Dataset.TWSE_SPLITS, Dataset.TWSE_PAR_CHANGES):
            await one.banquet.sources.fetching.desk.ask(dataset, date.fromisoformat(day))
        figure = await one.figure(f"/move {code} {day}")
        assert figure.reference == Decimal(reference)
        assert mark in figure.marks
        assert figure.percent is not None
        assert abs(figure.percent) < 11


async def test_a_first_day_has_no_limit_and_is_named(tmp_path: Path) -> None:
    """4590 on 2026-01-29, offered at 60."""
    async with live(golden.first_listing(ENOUGH), tmp_path, taipei(2026, 1, 29, 18)) as one:
        figure = await one.figure("/move 4590 2026-01-29")
        assert figure.limit is None
        assert figure.close == Decimal("78.50")
        assert (figure.reference, figure.percent) == (Decimal(60), Decimal("30.83"))
        assert "listing" in figure.marks


async def test_a_restated_close_becomes_a_revision(tmp_path: Path) -> None:
    """The new figure is shown; the old one stays in the store."""
    async with live(golden.revised(ENOUGH), tmp_path, taipei(2025, 2, 4, 9)) as one:
        desk, store = one.banquet.sources.fetching.desk, one.banquet.store
        await desk.ask(Dataset.TWSE_PRICES, NORMAL)
        before = (await store.bars.held(NORMAL, ["2330"]))["2330"]
        await desk.ask(Dataset.TWSE_PRICES, NORMAL)
        figure = await one.figure("/move 2330 2025-02-03")
        assert (before.close, figure.close) == (Decimal(1070), Decimal(1075))
        after = (await store.bars.held(NORMAL, ["2330"]))["2330"]
        assert after.provenance.revision == before.provenance.revision + 1


async def test_a_late_market_is_named_late(tmp_path: Path) -> None:
    """TWSE's figures are shown; TPEx's are missing, not zero."""
    async with live(golden.tpex_late(ENOUGH), tmp_path, taipei(2025, 2, 3, 14)) as one:
        assert (await one.figure("/move 1101 2025-02-03")).close
        reply = await one.ask("/move 6488 2025-02-03")
        assert reply.fault
        assert reply.fault.kind == "asker"
        assert "6488" in reply.fault.message


async def test_half_a_market_is_never_shown_as_the_whole(tmp_path: Path) -> None:
    """An answer with three tenths of the rows is kept apart; nothing of it is counted."""
    async with live(golden.half_published(ENOUGH), tmp_path, taipei(2025, 2, 3, 14)) as one:
        await one.ask("/movers up 2025-02-03")
        (record,) = await one.banquet.store.intake.fetched(Dataset.TWSE_PRICES, NORMAL, NORMAL)
        assert record.status is Status.PARTIAL
        bars = await one.banquet.store.sessions.whole(NORMAL)
        assert not any(bar.provenance.source == "Taiwan Stock Exchange" for bar in bars.values())


async def test_a_day_without_data_is_no_zero_and_by_evening_a_closure(tmp_path: Path) -> None:
    """Before 20:00 it is "not yet"; then the calendar says unscheduled."""
    world = golden.normal(ENOUGH)
    async with live(world, tmp_path, taipei(2025, 2, 4, 15)) as one:
        asked = await one.ask("/move 1101 2025-02-04")
        assert asked.fault
        assert not asked.figures
        for session in (golden.EVE, NORMAL):
            for dataset in (Dataset.TWSE_PRICES, Dataset.TPEX_PRICES):
                await one.banquet.sources.fetching.desk.ask(dataset, session)
        one.clock.pass_time(5 * 3600 + 60)
        await one.banquet.sources.fetching.watch.round()
        assert "2025-02-04" in text_of(await one.ask("/calendar 2025-02"))
        closed = await one.ask("/move 1101 2025-02-04")
        assert closed.fault


async def test_a_silent_exchange_is_no_fault_of_the_askers(tmp_path: Path) -> None:
    """The answer says that the source did not answer, and offers sessions that are held."""
    world = golden.normal(ENOUGH)
    world.faults.on(Fault("status", "twse", times=None, status=503))
    world.faults.on(Fault("status", "tpex", times=None, status=503))
    async with live(world, tmp_path, taipei(2025, 2, 4, 15)) as one:
        reply = await one.ask("/movers up 2025-02-04")
        assert reply.fault
        assert reply.fault.kind == "upstream"
        assert reply.buttons
