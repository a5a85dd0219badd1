"""An equal-weight index by hand: averages, splits, gaps."""

from datetime import date
from decimal import Decimal

from bot.market.actions import ActionKind
from bot.market.bars import Bar
from bot.market.equal_weight import EqualWeight, equal_weight
from tests.market.days import action, bar

DAYS = [date(2025, 2, 3), date(2025, 2, 4), date(2025, 2, 5), date(2025, 2, 6)]


def _bars(code: str, *closes: str | None) -> list[Bar]:
    """Make one bar a day; None did not trade, an empty text is not held."""
    return [
        bar(close, None, day, code=code)
        for day, close in zip(DAYS, closes, strict=True)
        if close != ""
    ]


def _index(*bars: list[Bar], codes: str = "A B", dividends: bool = False) -> EqualWeight:
    """Build the index of the bars, with B's split 1:4 on the third day."""
    split = action("B", DAYS[2], ActionKind.SPLIT, "100", "25")
    paid = action("A", DAYS[1], ActionKind.EX_DIVIDEND, "10", "8")
    flat = [row for rows in bars for row in rows]
    return equal_weight(codes.split(), flat, DAYS, [split, paid], dividends=dividends)


def _levels(index: EqualWeight) -> list[Decimal | None]:
    """Return the levels in order."""
    return list(index.levels.values())


def test_the_change_is_the_average_of_the_members() -> None:
    """+10 and 0 percent make 105; the split does not count as a fall."""
    index = _index(_bars("A", "10", "11", "12", "12"), _bars("B", "100", "100", "25", "50"))
    assert _levels(index) == [100, 105, 110, 160]
    assert (index.members, index.missing) == (("A", "B"), ())
    assert list(index.levels) == DAYS


def test_dividends_count_where_they_are_asked_for() -> None:
    """A's dividend of a fifth puts a quarter on top."""
    index = _index(_bars("A", "10", "8", "8", "8"), codes="A", dividends=True)
    assert _levels(index) == [100, 100, 100, 100]


def test_a_member_without_a_trade_keeps_its_price() -> None:
    """No trade is no change."""
    index = _index(_bars("A", "10", "11", None, "12"), codes="A")
    assert _levels(index) == [100, 110, 110, 120]


def test_nothing_is_carried_over_what_is_not_held() -> None:
    """A session that is not held is unknown, and so is a pause right after it."""
    index = _index(_bars("A", "10", "", None, "12"), _bars("B", "100", "100", "25", "25"))
    assert _levels(index) == [100, None, None, 110]


def test_who_has_no_first_close_is_named() -> None:
    """The index is that of the others; with no one left there is none."""
    index = _index(_bars("A", "10", "11", "11", "11"), _bars("B", "", "9", "9", "9"))
    assert (index.members, index.missing) == (("A",), ("B",))
    assert _levels(index) == [100, 110, 110, 110]
    assert _levels(_index()) == [None] * 4
