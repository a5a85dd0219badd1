"""The bundled list of unscheduled closures."""

from datetime import date

from bot.data.closures import load_closures
from bot.market.closures import CLOSURE_NAMES


def test_holds_the_known_typhoon_days() -> None:
    """Exactly the days without trading that no schedule announced are listed."""
    assert sorted(load_closures()) == [
        date(2015, 7, 10),
        date(2015, 9, 29),
        date(2016, 9, 27),
        date(2016, 9, 28),
        date(2019, 8, 9),
        date(2019, 9, 30),
        date(2023, 8, 3),
        date(2024, 7, 24),
        date(2024, 7, 25),
        date(2024, 10, 2),
        date(2024, 10, 3),
        date(2024, 10, 31),
        date(2026, 7, 10),
    ]


def test_names_are_translatable() -> None:
    """Every bundled name is in the set that the catalogs translate."""
    assert set(load_closures().values()) <= set(CLOSURE_NAMES)


def test_names_no_storm_that_was_not_named() -> None:
    """The closure of 2026-07-10 is known from missing data alone and bears no storm's name."""
    assert load_closures()[date(2026, 7, 10)] == "Typhoon"
