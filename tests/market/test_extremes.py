"""Since when a close is the lowest or the highest."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.market.extremes import LEAST, Extreme, extreme_of

LAST = date(2025, 2, 3)


def _backwards(*closes: int) -> list[tuple[date, Decimal]]:
    """Date closes day by day, the last one first."""
    return [(LAST - timedelta(days=ago), Decimal(close)) for ago, close in enumerate(closes)]


def test_the_last_session_as_low_is_named() -> None:
    """It may be equal; what lies before it does not matter."""
    found = extreme_of(_backwards(10, 12, 11, 12, 13, 12, 10, 9))
    assert found == Extreme("low", LAST - timedelta(days=6), beaten=False)


def test_a_close_that_beats_all_says_so() -> None:
    """The first session looked at is named then."""
    found = extreme_of(_backwards(20, 12, 11, 12, 13, 12, 10))
    assert found == Extreme("high", LAST - timedelta(days=6), beaten=True)


def test_few_sessions_are_no_news() -> None:
    """Neither where they end nor where an earlier one was lower."""
    assert extreme_of(_backwards(10, *[11] * (LEAST - 1))) is None
    assert extreme_of(_backwards(10, *[11] * (LEAST - 1), 9)) is None
    assert extreme_of(_backwards(10)) is None
    assert extreme_of([]) is None


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_an_extreme_is_one(levels: list[int]) -> None:
    """No session after the one named was as low, or as high."""
    closes = _backwards(*levels)
    found = extreme_of(closes)
    if found is None:
        return
    last, days = closes[0][1], [day for day, _ in closes]
    at = days.index(found.since)
    since, between = closes[at][1], [close for _, close in closes[1 : at + found.beaten]]
    assert len(between) >= LEAST
    assert all(close > last if found.side == "low" else close < last for close in between)
    assert found.beaten or (since <= last if found.side == "low" else since >= last)
