"""What a session's four prices show."""

from datetime import date
from decimal import Decimal

import pytest

from bot.market.moves import move_of
from bot.market.shapes import Shape, ShapeKind, shapes
from tests.market.days import CALENDAR, bar, founding_index, founding_move, stock

EVE = date(2025, 1, 22)


def kinds(close: str, prices: tuple[str, str, str]) -> list[ShapeKind]:
    """Name the shapes of a session with reference 100 (limits 110 and 90)."""
    move = move_of(stock(), bar(close, "100", prices=prices), CALENDAR)
    return [shape.kind for shape in shapes(move, None)]


def test_tells_the_founding_days_limits_apart() -> None:
    """緯穎 traded at one price all day, 廣達 away from its limit in between."""
    assert shapes(founding_move("6669"), None) == (Shape(ShapeKind.LOCKED_DOWN, Decimal(2020)),)
    assert shapes(founding_move("2382"), None) == (Shape(ShapeKind.OPENED_DOWN, Decimal(243)),)


def test_tells_one_tick_short_of_the_limit() -> None:
    """微星's high of 199 was one tick below 199.5."""
    assert shapes(founding_move("2377"), None) == (Shape(ShapeKind.NEAR_UP, Decimal(199), ticks=1),)


def test_tells_the_gap_over_the_holidays() -> None:
    """2330's high of 1,075 stayed below the low of 1,135 before the holidays."""
    eve = bar("1135", "1120", EVE, ("1140", "1150", "1135"))
    assert shapes(founding_move("2330"), eve) == (
        Shape(
            ShapeKind.GAP_DOWN,
            Decimal(1075),
            previous_price=Decimal(1135),
            previous_session=EVE,
        ),
    )


@pytest.mark.parametrize(
    ("close", "prices", "expected"),
    [
        ("110", ("110", "110", "110"), [ShapeKind.LOCKED_UP]),
        ("110", ("104", "110", "103"), [ShapeKind.OPENED_UP]),
        ("109", ("104", "110", "103"), [ShapeKind.TOUCHED_UP]),
        ("95", ("95", "96", "90"), [ShapeKind.TOUCHED_DOWN]),
        ("108", ("104", "109", "103"), [ShapeKind.NEAR_UP]),
        ("108", ("104", "108.5", "103"), []),
        ("92", ("92", "93", "90.2"), [ShapeKind.NEAR_DOWN]),
        ("92", ("92", "93", "90.3"), []),
        ("95", ("100", "110", "90"), [ShapeKind.TOUCHED_UP, ShapeKind.TOUCHED_DOWN]),
        ("108", ("104", "109.7", "103"), []),
    ],
)
def test_compares_with_the_limits(
    close: str, prices: tuple[str, str, str], expected: list[ShapeKind]
) -> None:
    """Locked, opened, touched and near exclude each other; off-tick prices are not counted."""
    assert kinds(close, prices) == expected


def test_an_upward_gap_needs_an_unbroken_reference() -> None:
    """A gap counts only when the reference is the close before: an ex-day makes none."""
    before = bar("100", "99", EVE, ("99", "101", "98"))
    gapped = bar("105", "100", prices=("103", "106", "102"))
    found = shapes(move_of(stock(), gapped, CALENDAR), before)
    assert [(s.kind, s.price, s.previous_price) for s in found] == [
        (ShapeKind.GAP_UP, Decimal(102), Decimal(101))
    ]
    ex_day = bar("105", "98", prices=("103", "106", "102"))
    assert shapes(move_of(stock(), ex_day, CALENDAR), before) == ()


def test_unknown_prices_show_nothing() -> None:
    """A close alone has no shape, and an edge that is not known makes no gap."""
    assert shapes(founding_index(), None) == ()
    move = move_of(stock(), bar("105", "100", prices=("103", "106", "102")), CALENDAR)
    assert shapes(move, bar("100", "99", EVE)) == ()
