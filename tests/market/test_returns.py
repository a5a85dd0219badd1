"""The way from one close to a later one, over splits and dividends, with published figures."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.actions import ActionKind, CorporateAction
from bot.market.moves import round_percent
from bot.market.returns import compounded, growth_between, return_between, way_between
from tests.market.days import action, bar

BEFORE, EX, AFTER = date(2025, 6, 10), date(2025, 6, 18), date(2025, 7, 1)
# 0050 was split 1:4: last close before the halt 188.65, reference 47.16.
SPLIT = action("0050", EX, ActionKind.SPLIT, "188.65", "47.16")
DIVIDEND = action("2330", EX, ActionKind.EX_DIVIDEND, "1000", "995", cash="5")


def _percent(
    closes: tuple[str, str], actions: list[CorporateAction], code: str, *, dividends: bool
) -> Decimal | None:
    """Return the rounded return between two closes."""
    base = bar(closes[0], None, BEFORE, code=code)
    last = bar(closes[1], None, AFTER, code=code)
    found = return_between(base, last, actions, dividends=dividends)
    return None if found is None else round_percent(found)


@pytest.mark.parametrize("dividends", [True, False])
def test_a_split_is_no_fall(*, dividends: bool) -> None:
    """188.65 to 47.16 over a split 1:4 is nothing, by price and in total, not -75 percent."""
    assert _percent(("188.65", "47.16"), [SPLIT], "0050", dividends=dividends) == 0


def test_a_dividend_counts_in_the_total_alone() -> None:
    """From 1,000 to 1,000 over 5 TWD: unchanged by price, +0.50 with the dividend put back."""
    assert _percent(("1000", "1000"), [DIVIDEND], "2330", dividends=False) == 0
    assert _percent(("1000", "1000"), [DIVIDEND], "2330", dividends=True) == Decimal("0.50")


def test_several_actions_multiply() -> None:
    """A dividend, then a split 1:4."""
    later = action("2330", AFTER, ActionKind.PAR_CHANGE, "1000", "250")
    both = [DIVIDEND, later]
    assert _percent(("1000", "250"), both, "2330", dividends=True) == Decimal("0.50")
    assert _percent(("1000", "250"), both, "2330", dividends=False) == 0


@pytest.mark.parametrize("session", [BEFORE, date(2025, 7, 2)])
def test_actions_outside_do_not_count(session: date) -> None:
    """The base's own session is already adjusted; the day after the last one lies ahead."""
    outside = replace(SPLIT, session=session)
    assert _percent(("188.65", "188.65"), [outside], "0050", dividends=True) == 0
    assert _percent(("1000", "1000"), [SPLIT], "2330", dividends=True) == 0


def test_an_action_without_figures_is_not_passed_over() -> None:
    """A split announced without a reference makes both unknown, a dividend the total alone."""
    split = replace(SPLIT, reference=None)
    dividend = replace(DIVIDEND, reference=None)
    assert _percent(("188.65", "47.16"), [split], "0050", dividends=False) is None
    assert _percent(("1000", "1000"), [dividend], "2330", dividends=True) is None
    assert _percent(("1000", "1000"), [dividend], "2330", dividends=False) == 0


def test_an_announced_action_beside_a_published_result_hides_nothing() -> None:
    """The announcement of the same day, under another kind, has no result and needs none."""
    announced = replace(DIVIDEND, kind=ActionKind.EX_BOTH, previous_close=None, reference=None)
    alone = _percent(("1000", "1000"), [DIVIDEND], "2330", dividends=True)
    assert alone is not None
    assert _percent(("1000", "1000"), [announced, DIVIDEND], "2330", dividends=True) == alone


def test_tables_that_disagree_make_it_unknown() -> None:
    """The same split twice counts once; two references of one day are none."""
    other = replace(SPLIT, kind=ActionKind.PAR_CHANGE)
    assert _percent(("188.65", "47.16"), [SPLIT, other], "0050", dividends=False) == 0
    other = replace(other, reference=Decimal(50))
    assert _percent(("188.65", "47.16"), [SPLIT, other], "0050", dividends=False) is None


def test_a_first_day_changes_nothing() -> None:
    """A company that comes over from the other exchange has no loss that day."""
    first = action("2330", EX, ActionKind.LISTING, None, "60")
    assert _percent(("60", "60"), [first], "2330", dividends=True) == 0


def test_an_unknown_close_has_no_return() -> None:
    """Without both closes there is nothing to tell."""
    bare = bar(None, None, BEFORE)
    assert return_between(bare, bar("10", None, AFTER), [], dividends=False) is None


@pytest.mark.parametrize(
    ("last", "doubtful"),
    [("5.01", False), ("5", True), ("2.5", True), ("19.99", False), ("20", True)],
)
def test_bundled_bars_are_vouched_for(last: str, *, doubtful: bool) -> None:
    """Without the tables only a price that halved or doubled is doubted between them."""
    base, end = bar("10", None, BEFORE), bar(last, None, AFTER)
    assert (way_between(base, end, [], known=False).price is None) is doubtful
    assert way_between(base, end, [], known=True).price is not None


@pytest.mark.parametrize("fetched", ["base", "last"])
def test_without_the_tables_fetched_bars_have_no_change(fetched: str) -> None:
    """A reduction of a tenth may lie between, which no price gives away."""
    at = datetime(2025, 7, 1, 6, tzinfo=UTC)
    ends = {"base": bar("10", None, BEFORE), "last": bar("11", None, AFTER)}
    one = ends[fetched]
    ends[fetched] = replace(one, provenance=replace(one.provenance, fetched_at=at))
    assert way_between(**ends, actions=[], known=False).price is None
    assert way_between(**ends, actions=[], known=True).price == 10


def test_the_total_needs_every_table() -> None:
    """A dividend that is held does not make a total while others may lack."""
    base, end = bar("1000", None, BEFORE), bar("1000", None, AFTER)
    known = way_between(base, end, [DIVIDEND, SPLIT], known=True)
    assert known.total is not None
    assert round_percent(known.total) == Decimal("0.50")
    assert known.actions == (DIVIDEND,)
    unknown = way_between(base, end, [DIVIDEND], known=False)
    assert unknown.price == 0
    assert unknown.total is None


PRICES = st.decimals("0.01", "9999.99", places=2)


@given(PRICES, PRICES, PRICES, PRICES)
def test_a_way_can_be_cut_anywhere(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    """The growth to a middle day times the growth from it is the growth of the whole."""
    middle = bar(str(b), None, EX, code="0050")
    base, last = (bar(str(p), None, on, code="0050") for p, on in ((a, BEFORE), (c, AFTER)))
    split = replace(SPLIT, previous_close=d)
    parts = [
        growth_between(base, middle, [split], dividends=True),
        growth_between(middle, last, [split], dividends=True),
        growth_between(base, last, [split], dividends=True),
    ]
    first, second, whole = (part or Decimal(0) for part in parts)
    assert abs(first * second - whole) <= whole * Decimal("1e-20")


def test_sessions_add_up_by_multiplying() -> None:
    """Up and down by a tenth is a loss of one percent; none at all is nothing."""
    assert compounded([Decimal(10), Decimal(-10)]) == -1
    assert compounded([]) == 0


def test_a_session_that_is_not_known_leaves_the_sum_unknown() -> None:
    """It is not taken for zero."""
    assert compounded([Decimal(10), None]) is None
