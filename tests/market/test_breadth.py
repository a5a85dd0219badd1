"""How the twelve split on the founding day."""

from decimal import Decimal

from bot.market.breadth import Breadth, breadth_of, ranked
from bot.market.moves import move_of, round_percent
from tests.market.days import CALENDAR, FOUNDING, bar, founding_move, stock

TWELVE = [founding_move(code) for code in FOUNDING]


def test_counts_the_founding_day() -> None:
    """Four rose, eight fell, two of them to the limit; average -3.35, median -6.21."""
    breadth = breadth_of(TWELVE)
    assert (breadth.advancers, breadth.decliners, breadth.unchanged, breadth.unknown) == (
        4,
        8,
        0,
        0,
    )
    assert (breadth.limit_up, breadth.limit_down) == (0, 2)
    assert breadth.average is not None
    assert breadth.median is not None
    assert round_percent(breadth.average) == Decimal("-3.35")
    assert round_percent(breadth.median) == Decimal("-6.21")


def test_unknown_moves_weigh_nothing() -> None:
    """A move that is not known is counted apart and leaves the middle alone."""
    unknown = move_of(stock(), bar("50", None), CALENDAR)
    still = move_of(stock(), bar("50", "50"), CALENDAR)
    up = move_of(stock(), bar("55", "50"), CALENDAR)
    assert breadth_of([unknown, still, up]) == Breadth(
        1, 0, 1, 1, 1, 0, median=Decimal(5), average=Decimal(5)
    )
    assert breadth_of([unknown]) == Breadth(0, 0, 0, 1, 0, 0, None, None)
    assert breadth_of([]) == Breadth(0, 0, 0, 0, 0, 0, None, None)


def test_ranks_from_the_best_to_the_worst() -> None:
    """微星 led and 廣達 was last; an unknown move has no place; equals go by code."""
    unknown = move_of(stock("9999"), bar("50", None), CALENDAR)
    order = [move.instrument.code for move in ranked([unknown, *TWELVE])]
    assert order == [
        *("2377", "2357", "2353", "4938", "3515", "2330"),
        *("2356", "2376", "2317", "3711", "6669", "2382"),
    ]
    equals = [move_of(stock(code), bar("51", "50"), CALENDAR) for code in ("2", "1")]
    assert [move.instrument.code for move in ranked(equals)] == ["1", "2"]
