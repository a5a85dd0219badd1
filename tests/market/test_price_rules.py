"""Price steps and limits, against what the exchanges published."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.instruments import Kind
from bot.market.price_rules import (
    PriceLimits,
    ceil_to_tick,
    floor_to_tick,
    limits,
    on_tick,
    tick,
    ticks_between,
)

TEN = Decimal(10)
STEPPED = [kind for kind in Kind if kind is not Kind.INDEX]
PRICES = st.decimals(min_value="0.10", max_value="20000", places=2)
KINDS = st.sampled_from(STEPPED)

PUBLISHED = [
    # reference, kind, percent, limit-up, limit-down as the exchange printed them
    ("2475", Kind.STOCK, 10, "2720", "2230"),  # 2330, 2026-09-30
    ("945", Kind.STOCK, 10, "1035", "851"),  # 6488: the step below 1,000 is 1, above it 5
    ("593", Kind.STOCK, 10, "652", "534"),  # 2330, 2023-12-29
    ("136.50", Kind.STOCK, 10, "150", "123"),  # 2327 after its split
    ("621.25", Kind.STOCK, 10, "683", "560"),  # 6415: its base 621 would give 559
    ("121.50", Kind.STOCK, 10, "133.5", "109.5"),  # 6919
    ("88.50", Kind.STOCK, 10, "97.3", "79.7"),  # 4763
    ("19.69", Kind.STOCK, 10, "21.65", "17.75"),  # 3432: base 19.70
    ("31.26", Kind.STOCK, 10, "34.35", "28.15"),  # 3308: base 31.25
    ("27.38", Kind.STOCK, 10, "30.10", "24.65"),  # 3093: its base 27.40 would give 24.70
    ("36.24", Kind.STOCK, 10, "39.85", "32.65"),  # 6548: base 36.25
    ("103", Kind.STOCK, 10, "113", "92.7"),  # 5536: two bands on one day
    ("18.50", Kind.STOCK, 10, "20.35", "16.65"),  # 7780
    ("269.5", Kind.STOCK, 10, "296", "243"),  # 2382, 2025-02-03: closed at 243
    ("2240", Kind.STOCK, 10, "2460", "2020"),  # 6669, 2025-02-03: closed at 2020
    ("177", Kind.STOCK, 10, "194.5", "159.5"),  # 3711, 2025-02-03: low 160
    ("47.16", Kind.ETF, 10, "51.85", "42.45"),  # 0050 after its split: 0.05 above 50
    ("35.04", Kind.ETF, 10, "38.54", "31.54"),  # 0052
    ("30.60", Kind.ETF, 10, "33.66", "27.54"),  # 00690
    ("22.96", Kind.ETF, 10, "25.25", "20.67"),  # 00632R
    ("24.30", Kind.ETF, 20, "29.16", "19.44"),  # 00663L, twice the index
    ("20.14", Kind.ETF, 20, "24.16", "16.12"),  # 00631L
]


@pytest.mark.parametrize(("reference", "kind", "percent", "up", "down"), PUBLISHED)
def test_computes_the_published_limits(
    reference: str, kind: Kind, percent: int, up: str, down: str
) -> None:
    """Every worked example of the exchanges comes out to the cent."""
    computed = limits(Decimal(reference), kind, Decimal(percent))
    assert computed == PriceLimits(Decimal(up), Decimal(down))


@pytest.mark.parametrize(
    ("price", "step"),
    [
        ("9.99", "0.01"),
        ("10", "0.05"),
        ("49.95", "0.05"),
        ("50", "0.1"),
        ("99.9", "0.1"),
        ("100", "0.5"),
        ("499.5", "0.5"),
        ("500", "1"),
        ("999", "1"),
        ("1000", "5"),
    ],
)
def test_steps_of_stocks_change_at_the_band(price: str, step: str) -> None:
    """A band begins with its first price."""
    assert tick(Decimal(price), Kind.STOCK) == Decimal(step)


@pytest.mark.parametrize("kind", [Kind.ETF, Kind.ETN, Kind.REIT])
def test_funds_have_two_steps(kind: Kind) -> None:
    """Funds move by a cent below 50 and by five above, however dear."""
    assert [tick(Decimal(p), kind) for p in ("49.99", "50", "1500")] == [
        Decimal("0.01"),
        Decimal("0.05"),
        Decimal("0.05"),
    ]


def test_counts_ticks_across_a_band() -> None:
    """Steps on both sides of 500 count as one each."""
    assert ticks_between(Decimal("499.5"), Decimal(502), Kind.STOCK) == 3
    assert ticks_between(Decimal(502), Decimal("499.5"), Kind.STOCK) == -3
    assert ticks_between(Decimal(199), Decimal("199.5"), Kind.STOCK) == 1


def test_refuses_what_has_no_steps() -> None:
    """An index, a negative price and a count from an off-tick price are errors."""
    with pytest.raises(ValueError, match="no price steps"):
        tick(Decimal(23000), Kind.INDEX)
    with pytest.raises(ValueError, match="no price"):
        tick(Decimal(-1), Kind.STOCK)
    with pytest.raises(ValueError, match="not on tick"):
        ticks_between(Decimal("621.25"), Decimal(622), Kind.STOCK)


@given(PRICES, KINDS)
def test_rounding_brackets_the_price(price: Decimal, kind: Kind) -> None:
    """Floor and ceiling are on tick and less than one step apart from the price."""
    floor, ceiling = floor_to_tick(price, kind), ceil_to_tick(price, kind)
    assert floor <= price <= ceiling
    assert on_tick(floor, kind)
    assert on_tick(ceiling, kind)
    assert ceiling - floor in {Decimal(0), tick(floor, kind)}


@given(PRICES, PRICES, KINDS)
def test_steps_never_shrink_with_the_price(one: Decimal, other: Decimal, kind: Kind) -> None:
    """A dearer price never has the finer step."""
    assert tick(min(one, other), kind) <= tick(max(one, other), kind)


@given(PRICES, KINDS, st.sampled_from([TEN, Decimal(20), Decimal(7)]))
def test_limits_stay_inside_the_percentage(price: Decimal, kind: Kind, percent: Decimal) -> None:
    """Limits are on tick, never beyond the percentage and less than a step inside it."""
    base = floor_to_tick(price, kind)
    bounds = limits(base, kind, percent)
    highest, lowest = base * (100 + percent) / 100, base * (100 - percent) / 100
    assert on_tick(bounds.up, kind)
    assert on_tick(bounds.down, kind)
    assert highest - tick(highest, kind) < bounds.up <= highest
    assert lowest <= bounds.down < lowest + tick(lowest, kind)


@given(PRICES, st.integers(min_value=0, max_value=500), KINDS)
def test_counting_agrees_with_walking(price: Decimal, steps: int, kind: Kind) -> None:
    """Going up step by step ends as many ticks away as steps were made."""
    start = end = floor_to_tick(price, kind)
    for _ in range(steps):
        end += tick(end, kind)
    assert ticks_between(start, end, kind) == steps
