"""The rules of one bar."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.bars import Bar
from bot.market.instruments import TAIEX, Kind
from bot.market.price_rules import floor_to_tick, limits, on_tick, tick
from bot.sources.checks.known import Known
from bot.sources.checks.rows import broken_rule
from tests.sources.checks.making import CALENDAR, SESSION, action, bar, known, listed

KNOWN = known(listed(), TAIEX)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (bar(), None),
        (bar("- - - -", None, volume=0), None),
        (bar("- - - -", "100", volume=12, turnover="1205"), None),
        (bar("- - - -", "100", volume=12, turnover="605"), "units"),
        (bar("- - - -", None, volume=12, turnover="1205"), None),
        (bar("- - - -", None, volume=12, turnover="0"), "units"),
        (bar("0 102 99 101"), "price_not_positive"),
        (bar(volume=-1), "amount_negative"),
        (bar("100 99 102 101"), "low_above_high"),
        (bar("98.5 102 99 101"), "open_outside_range"),
        (bar("100 102 99 103"), "close_outside_range"),
        (bar(volume=10**15), "absurd_size"),
        (bar(turnover=f"{10**15}"), "absurd_size"),
        (bar("10000000 10000000 99 101"), "absurd_size"),
        (bar("100.1 102 99 101"), "off_tick"),
        (bar("100 102.3 99 101"), "off_tick"),
        (bar("100 102 99.05 101"), "off_tick"),
        (bar("100 102 99 101.01"), "off_tick"),
        (bar("100 110.5 99 101"), "outside_limit"),
        (bar("100 102 89.9 101"), "outside_limit"),
        (bar("100 110 90 110"), None),
        (bar(turnover="101000"), None),
        (bar(turnover="101000000"), "units"),
        (bar(turnover="101"), "units"),
        (bar(turnover="78000"), "units"),
        (bar(turnover="126000"), "units"),
        (bar(volume=0, turnover="101000"), "units"),
    ],
)
def test_names_the_rule(row: Bar, rule: str | None) -> None:
    """Each rule is broken by what it is there for, and by nothing else."""
    assert broken_rule(row, KNOWN) == rule


def test_names_the_first_rule_only() -> None:
    """A row that breaks several goes by the first in the order told."""
    row = bar("100.01 120 99 119", turnover="1")
    assert broken_rule(row, KNOWN) == "off_tick"
    assert broken_rule(replace(row, volume=10**18), KNOWN) == "absurd_size"
    assert broken_rule(replace(row, open=Decimal(100)), KNOWN) == "outside_limit"


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (Kind.ETF, None),
        (Kind.ETN, None),
        (Kind.REIT, None),
        (Kind.STOCK, "off_tick"),
        (Kind.PREFERRED, "off_tick"),
        (Kind.TDR, "off_tick"),
    ],
)
def test_funds_have_steps_of_their_own(kind: Kind, rule: str | None) -> None:
    """52.45 is a fund's price and no stock's."""
    row = bar("52.45 52.65 52.4 52.45", None, code="1234")
    assert broken_rule(row, known(listed("1234", kind))) == rule


@pytest.mark.parametrize(
    ("code", "rule"), [("1234", "off_tick"), ("00758B", None), ("70789P", None)]
)
def test_an_unknown_code_has_the_steps_of_its_form_and_no_limit(
    code: str, rule: str | None
) -> None:
    """What was listed yesterday may rise by half, but not between two steps."""
    assert broken_rule(bar("52.45 78 52.4 78", "52", code=code), known()) == rule


def test_a_reference_may_be_off_tick() -> None:
    """The exchange's references after dividends are; the limits are taken from them."""
    known_stock = known(listed())
    assert broken_rule(bar("683 683 560 560", "621.25"), known_stock) is None
    assert broken_rule(bar("684 684 560 560", "621.25"), known_stock) == "outside_limit"


def test_an_index_has_no_steps_and_no_limits() -> None:
    """Its turnover is the market's, not that of points."""
    row = bar(
        "- - - 22694.71", "23525.41", code="TAIEX", volume=7_689_151_963, turnover="525040931202"
    )
    assert broken_rule(row, KNOWN) is None


@pytest.mark.parametrize(
    "context",
    [
        known(listed(limit=None)),
        known(listed(since=None)),
        known(listed(since=SESSION)),
        known(listed(since=SESSION + timedelta(days=1))),
        known(listed(), actions=[action()]),
        known(),
    ],
    ids=["fund", "unknown listing", "first day", "before the listing", "ex-day", "unknown code"],
)
def test_only_a_certain_limit_counts(context: Known) -> None:
    """Where there may be none, or another, a leap is no fault."""
    assert broken_rule(bar("100 150 100 150"), context) is None


def test_a_row_without_reference_has_no_limit() -> None:
    """What was not compared is not held against the close before."""
    assert broken_rule(bar("100 150 100 150", None), KNOWN) is None


def test_the_limit_begins_with_the_sixth_session() -> None:
    """Five sessions of a listing are without; the New Year's closure between them counts not."""
    first = date(2025, 1, 20)
    context = known(listed(since=first))
    sessions = CALENDAR.sessions(first, date(2025, 2, 10))
    told = [
        broken_rule(bar("100 150 100 150", session=session), context) for session in sessions[:7]
    ]
    assert told == [None] * 5 + ["outside_limit"] * 2


def test_an_action_of_another_day_excuses_nothing() -> None:
    """Code and session must both be the action's."""
    context = known(listed(), actions=[action("2317"), replace(action(), session=date(2025, 2, 4))])
    assert broken_rule(bar("100 150 100 150"), context) == "outside_limit"


def test_seven_percent_was_the_limit_until_2015() -> None:
    """The limit is the day's."""
    assert broken_rule(bar("100 107 93 107", session=date(2015, 5, 29)), KNOWN) is None
    assert broken_rule(bar("100 108 93 107", session=date(2015, 5, 29)), KNOWN) == "outside_limit"
    assert broken_rule(bar("100 108 93 107", session=date(2015, 6, 1)), KNOWN) is None


def test_few_cheap_shares_may_be_worth_nothing() -> None:
    """A turnover is rounded to the TWD."""
    assert broken_rule(bar("0.35 0.35 0.35 0.35", None, volume=1, turnover="0"), KNOWN) is None


_ON_TICK = (
    st.integers(1, 200_000)
    .map(lambda cents: Decimal(cents) / 100)
    .filter(lambda price: on_tick(price, Kind.STOCK, SESSION))
)


@given(_ON_TICK)
def test_a_locked_limit_passes_and_a_step_further_does_not(reference: Decimal) -> None:
    """Whatever the reference: the bounds themselves are prices, and nothing beyond them is."""
    bounds = limits(reference, Kind.STOCK, Decimal(10), SESSION)
    above = bounds.up + tick(bounds.up, Kind.STOCK, SESSION)
    below = floor_to_tick(bounds.down - Decimal("0.01"), Kind.STOCK, SESSION)
    assert _rule(bounds.up, bounds.down, reference) is None
    assert _rule(above, bounds.down, reference) == "outside_limit"
    if below > 0:
        assert _rule(bounds.up, below, reference) == "outside_limit"


def _rule(high: Decimal, low: Decimal, reference: Decimal) -> str | None:
    """Judge a session from high to low."""
    return broken_rule(bar(f"{high} {high} {low} {low}", f"{reference}"), KNOWN)
