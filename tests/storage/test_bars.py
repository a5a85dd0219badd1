"""Bars come back exactly, by session, and a bundled archive is loaded once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from bot.core.ports import Span
from bot.market.bars import Provenance, ReferenceBasis
from storage.store import Store
from storage.types import Exact
from tests.storage.rows import bar

SQLITE = make_url("sqlite://").get_dialect()()
POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()()
NEW_YEAR = date(2025, 1, 22)
DEEPSEEK = date(2025, 2, 3)


async def test_a_full_bar_comes_back_as_it_was(store: Store) -> None:
    """Every figure with every digit, and the instant aware."""
    full = replace(
        bar("2330", DEEPSEEK),
        open=Decimal(1075),
        high=Decimal("1085.00"),
        low=Decimal("1065.5"),
        reference=Decimal(1135),
        basis=ReferenceBasis.PREVIOUS_CLOSE,
        volume=2**40,
        turnover=Decimal("123456789012345.67"),
        trades=254_000,
        provenance=Provenance("twse", DEEPSEEK, datetime(2025, 2, 3, 6, tzinfo=UTC), 1),
    )
    assert await store.bars.load("r1", [full, bar("2317", DEEPSEEK)]) == 2
    found = await store.bars.on(DEEPSEEK, ["2330", "2317", "9999"])
    assert found == {"2330": full, "2317": bar("2317", DEEPSEEK)}
    assert str(found["2330"].high) == "1085.00"


async def test_an_archive_is_loaded_once_per_revision(store: Store) -> None:
    """The same revision again writes nothing; a corrected one replaces bundled figures."""
    assert await store.bars.load("r1", [bar("2330", DEEPSEEK, "1071")]) == 1
    assert await store.bars.load("r1", [bar("2330", DEEPSEEK, "9")]) == 0
    assert await store.bars.load("r2", [bar("2330", DEEPSEEK, "1070")]) == 1
    assert (await store.bars.on(DEEPSEEK, ["2330"]))["2330"].close == Decimal(1070)


async def test_an_archive_never_replaces_a_fetched_bar(store: Store) -> None:
    """What the exchange said itself stays."""
    one = bar("2330", DEEPSEEK, "1070")
    at = datetime(2025, 2, 3, 6, tzinfo=UTC)
    fetched = replace(one, provenance=replace(one.provenance, fetched_at=at))
    await store.bars.load("r1", [fetched])
    assert await store.bars.load("r2", [bar("2330", DEEPSEEK, "1")]) == 0
    assert (await store.bars.on(DEEPSEEK, ["2330"]))["2330"] == fetched


async def test_the_highest_revision_is_read(store: Store) -> None:
    """An older revision is kept and not shown."""
    await store.bars.load(
        "r1", [bar("2330", DEEPSEEK, "2", revision=2), bar("2330", DEEPSEEK, "1")]
    )
    assert (await store.bars.on(DEEPSEEK, ["2330"]))["2330"].close == Decimal(2)
    assert await store.bars.span(DEEPSEEK) == Span(DEEPSEEK, DEEPSEEK, 1)


@pytest.mark.parametrize(
    ("until", "at_least", "expected"),
    [
        (date(2025, 2, 4), 1, DEEPSEEK),
        (date(2025, 2, 2), 1, NEW_YEAR),
        (date(2025, 2, 4), 2, NEW_YEAR),
        (date(2025, 1, 1), 1, None),
        (date(2025, 2, 4), 3, None),
    ],
)
async def test_the_latest_session_holds_enough_and_is_not_later(
    store: Store, until: date, at_least: int, expected: date | None
) -> None:
    """Sessions after `until`, or with too few of the codes, do not count."""
    held = [bar("2330", NEW_YEAR), bar("2317", NEW_YEAR), bar("2330", DEEPSEEK), bar("1", DEEPSEEK)]
    await store.bars.load("r1", held)
    assert await store.bars.latest(["2330", "2317"], until, at_least) == expected


async def test_the_earliest_session_is_not_before(store: Store) -> None:
    """The first from a day on, that day included."""
    await store.bars.load("r1", [bar("2330", NEW_YEAR), bar("2330", DEEPSEEK)])
    assert await store.bars.earliest(["2330"], NEW_YEAR) == NEW_YEAR
    assert await store.bars.earliest(["2330"], date(2025, 1, 23)) == DEEPSEEK
    assert await store.bars.earliest(["2330"], date(2025, 2, 4)) is None


async def test_the_span_ends_at_a_day(store: Store) -> None:
    """Nothing after the day is counted; nothing held is None."""
    assert await store.bars.span(DEEPSEEK) is None
    await store.bars.load("r1", [bar("2330", NEW_YEAR), bar("2330", DEEPSEEK)])
    assert await store.bars.span(date(2025, 1, 31)) == Span(NEW_YEAR, NEW_YEAR, 1)
    assert await store.bars.span(DEEPSEEK) == Span(NEW_YEAR, DEEPSEEK, 2)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_finite_decimal_survives_as_text(value: Decimal) -> None:
    """What SQLite keeps as text reads back as the same number with the same digits."""
    kept = Exact().process_bind_param(value, SQLITE)
    back = Exact().process_result_value(kept, SQLITE)
    assert back == value


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "sNaN"])
def test_no_number_that_is_none_is_stored(odd: str) -> None:
    """NaN and infinities are refused on both databases."""
    for dialect in (SQLITE, POSTGRESQL):
        with pytest.raises(ValueError, match="finite"):
            Exact().process_bind_param(Decimal(odd), dialect)
