"""Answers of the sources on both databases: whole or not at all, with revisions and records."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Connection

from bot.core.intake import Batch, Dataset, Days, Rejected, Status
from bot.market.actions import ActionKind, CorporateAction
from bot.market.bars import Bar, Provenance, ReferenceBasis
from bot.market.instruments import Instrument, Kind, Market
from bot.market.plain import plain_of
from bot.market.shares import ShareCount
from storage.store import Store
from storage.turnovers import TURNOVERS

DAY = date(2025, 2, 3)
AT = datetime(2025, 2, 3, 6, tzinfo=UTC)
SOURCE = Provenance("Taiwan Stock Exchange", DAY, AT)


def _bar(code: str = "2330", close: str = "1070", reference: str | None = "1135") -> Bar:
    """Make a fetched bar."""
    known = ReferenceBasis.PUBLISHED if reference else ReferenceBasis.UNKNOWN
    return Bar(
        code=code,
        session=DAY,
        open=None,
        high=None,
        low=None,
        close=Decimal(close),
        reference=Decimal(reference) if reference else None,
        basis=known,
        volume=1,
        turnover=Decimal(1),
        trades=1,
        provenance=SOURCE,
    )


def _batch(*bars: Bar, status: Status = Status.COMPLETE) -> Batch:
    """Make a day's answer."""
    return Batch(Dataset.TWSE_PRICES, Days(DAY, DAY), status, AT, bars=bars, rows=len(bars))


def _action(reference: str) -> CorporateAction:
    """Make an ex-dividend of the day."""
    return CorporateAction(
        code="2330",
        session=DAY,
        kind=ActionKind.EX_DIVIDEND,
        previous_close=Decimal(1135),
        reference=Decimal(reference),
        cash=Decimal(5),
        value=Decimal(5),
        limit_up=None,
        limit_down=None,
        opening_base=None,
        provenance=SOURCE,
    )


async def test_new_filled_restated_and_same(store: Store) -> None:
    """What is told anew fills or restates; a restated figure is a further revision."""
    assert (await store.intake.keep(_batch(_bar()))).new == 1
    assert (await store.intake.keep(_batch(_bar()))).same == 1
    filled = replace(_bar(), open=Decimal(1065))
    assert (await store.intake.keep(_batch(filled))).revised == 0
    held = (await store.bars.held(DAY, ["2330"]))["2330"]
    assert (held.open, held.provenance.revision) == (Decimal(1065), 1)
    assert (await store.intake.keep(_batch(_bar(close="1075")))).revised == 1
    held = (await store.bars.held(DAY, ["2330"]))["2330"]
    assert (held.close, held.open, held.provenance.revision) == (Decimal(1075), Decimal(1065), 2)


@pytest.mark.parametrize(
    "status", [Status.PARTIAL, Status.EMPTY, Status.REFUSED, Status.FAILED, Status.CLOSED]
)
async def test_only_a_complete_answer_has_figures(store: Store, status: Status) -> None:
    """Of the others the record is kept, and never over a complete one."""
    await store.intake.keep(_batch(_bar(), status=status))
    assert await store.bars.held(DAY, ["2330"]) == {}
    (record,) = await store.intake.fetched(Dataset.TWSE_PRICES, DAY, DAY)
    assert record.status is status
    await store.intake.keep(_batch(_bar()))
    await store.intake.keep(_batch(status=status))
    (record,) = await store.intake.fetched(Dataset.TWSE_PRICES, DAY, DAY)
    assert record.status is Status.COMPLETE


async def test_a_failure_in_the_middle_leaves_nothing(store: Store) -> None:
    """A figure that no database takes stops the whole answer."""
    bad = replace(_bar("2317"), close=Decimal("NaN"))
    with pytest.raises(ValueError, match="finite"):
        await store.intake.keep(_batch(_bar(), bad))
    assert await store.bars.held(DAY, ["2330", "2317"]) == {}
    assert not await store.intake.fetched(Dataset.TWSE_PRICES, DAY, DAY)


async def test_an_action_completes_a_held_session(store: Store) -> None:
    """Also one that is kept decoded: it is read anew."""
    await store.intake.keep(_batch(_bar(reference=None)))
    assert (await store.sessions.whole(DAY))["2330"].reference is None
    table = Batch(Dataset.TWSE_DIVIDENDS, Days(DAY, DAY), Status.COMPLETE, AT)
    await store.intake.keep(replace(table, actions=[_action("1130")]))
    assert (await store.sessions.whole(DAY))["2330"].reference == Decimal(1130)
    assert (await store.sessions.series(["2330"], DAY, DAY))[0].reference == Decimal(1130)
    await store.intake.keep(replace(table, actions=[_action("1131")]))
    (found,) = await store.actions.between(["2330"], DAY, DAY)
    assert (found.reference, found.provenance.revision) == (Decimal(1131), 2)


async def test_set_aside_rows_are_counted_and_replaced(store: Store) -> None:
    """The second fetch of a day takes the place of the first one's."""
    batch = replace(_batch(_bar()), rejected=[Rejected("9999", "off_tick", "row")])
    await store.intake.keep(batch)
    await store.intake.keep(batch)
    since = AT - timedelta(days=1)
    assert await store.intake.rejected(since) == {(Dataset.TWSE_PRICES, "off_tick"): 1}


async def test_a_closure_that_had_figures_was_none(store: Store) -> None:
    """Named days stay; the unscheduled one goes."""
    await store.intake.keep(_batch(status=Status.CLOSED))
    assert await store.intake.closures() == {DAY: ""}
    named = {date(2025, 1, 1): "開國紀念日"}
    await store.intake.keep(replace(_batch(_bar()), closed_days=named))
    assert await store.intake.closures() == named


async def test_shares_listings_and_records(store: Store) -> None:
    """Counts hold for ten days; a learned stock has its limit; complete days are counted."""
    count = ShareCount("2330", 25_932_524_521, SOURCE)
    new = Instrument("7777", "新掛牌", Market.TWSE, Kind.STOCK)
    await store.intake.keep(replace(_batch(_bar()), shares=[count], instruments=[new]))
    assert await store.shares.on(DAY + timedelta(days=10)) == {"2330": count}
    assert not await store.shares.on(DAY + timedelta(days=11))
    (learned,) = await store.intake.instruments()
    assert (learned.code, learned.limit_percent) == ("7777", Decimal(10))
    assert await store.intake.row_counts(Dataset.TWSE_PRICES, DAY + timedelta(days=1)) == [1]


async def test_known_needs_every_table_of_the_day(store: Store) -> None:
    """A table that was fetched before the day's morning does not tell of it."""
    month, year = (
        Days(date(2025, 2, 1), date(2025, 2, 28)),
        Days(date(2025, 1, 1), date(2025, 12, 31)),
    )
    tables = {
        Dataset.TWSE_DIVIDENDS: month,
        Dataset.TWSE_REDUCTIONS: year,
        Dataset.TWSE_PAR_CHANGES: year,
        Dataset.TWSE_SPLITS: year,
    }
    for dataset, days in tables.items():
        assert not await store.actions.known(Market.TWSE, DAY, DAY)
        await store.intake.keep(Batch(dataset, days, Status.EMPTY, AT))
    assert await store.actions.known(Market.TWSE, DAY, DAY)
    assert not await store.actions.known(Market.TWSE, DAY, DAY + timedelta(days=1))
    assert not await store.actions.known(Market.TPEX, DAY, DAY)


async def test_announcements_are_known_on_the_day_they_were_fetched(store: Store) -> None:
    """What was announced a day before says nothing of what came since."""
    assert not await store.actions.announced(DAY)
    fetched = Batch(Dataset.TWSE_DIVIDENDS_AHEAD, Days(DAY, DAY), Status.COMPLETE, AT)
    await store.intake.keep(fetched)
    assert await store.actions.announced(DAY)
    assert not await store.actions.announced(DAY + timedelta(days=1))


async def test_the_budget_is_a_sliding_window(store: Store) -> None:
    """Of any four reservations the first and the last are a window apart."""
    leaves = [await store.budget.reserve("twse", 3, 5.2) for _ in range(12)]
    assert leaves == sorted(leaves)
    window = timedelta(seconds=5.2)
    assert all(later - first >= window for first, later in zip(leaves, leaves[3:], strict=False))
    other = await store.budget.reserve("tpex", 3, 5.2)
    assert other == leaves[0]
    assert await store.budget.asked_since("twse", leaves[0]) == 1


async def test_turnovers_and_the_export(store: Store) -> None:
    """Turnovers are the index's, as last revised; an export goes by session and code."""
    index = replace(_bar("TAIEX"), turnover=Decimal(525_040_931_201))
    await store.intake.keep(_batch(_bar(), index))
    assert await store.sessions.turnovers("TAIEX", DAY) == {DAY: Decimal(525_040_931_201)}
    await store.intake.keep(_batch(replace(index, turnover=Decimal(525_040_931_202))))
    assert await store.sessions.turnovers("TAIEX", DAY) == {DAY: Decimal(525_040_931_202)}
    assert not await store.sessions.turnovers("TAIEX", DAY - timedelta(days=1))
    assert [bar.code async for bar in store.sessions.exported(DAY, DAY)] == ["2330", "TAIEX"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_turnovers_are_read_from_an_index_alone(store: Store) -> None:
    """A rank over every session held must not read the rows of the market's bars."""

    def plan(connection: Connection) -> str:
        """Return how the database goes about it."""
        sql = f"EXPLAIN QUERY PLAN {TURNOVERS}"
        return str(connection.exec_driver_sql(sql, ("TAIEX",)).fetchall())

    assert "COVERING INDEX ix_bars_index_turnover" in await store.database.read(plan)


async def test_a_session_as_plain_figures(store: Store) -> None:
    """They are those of the bars, as last revised and with the references of the day's actions."""
    bars = [_bar(), _bar("2317", reference=None), replace(_bar("2454"), close=None)]
    await store.intake.keep(_batch(*bars))
    assert await store.sessions.plain(DAY) == plain_of(await store.sessions.whole(DAY))
    await store.intake.keep(_batch(replace(_bar(), close=Decimal("1071.5"))))
    table = Batch(Dataset.TWSE_DIVIDENDS, Days(DAY, DAY), Status.COMPLETE, AT)
    await store.intake.keep(replace(table, actions=[replace(_action("1130"), code="2317")]))
    found = await store.sessions.plain(DAY)
    assert (found["2330"].close, found["2317"].reference) == (10_715_000, 11_300_000)
    assert found == plain_of(await store.sessions.whole(DAY))
    assert not await store.sessions.plain(DAY + timedelta(days=1))
