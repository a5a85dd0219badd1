"""Baskets by date, without looking ahead."""

from datetime import date

from bot.market.baskets import Basket, Confidence, Edition
from bot.market.bilingual import Bilingual

NOTE = Bilingual("註", "note")
FIRST = Edition(date(2024, 5, 30), Confidence.PARTIAL, ("2357",), "press", NOTE)
SECOND = Edition(date(2025, 1, 18), Confidence.SEED, ("2330", "2317"), "press", NOTE)
UNLISTED = Edition(date(2025, 5, 17), Confidence.PARTIAL, (), "press", NOTE)
BASKET = Basket("dinner", Bilingual("兆元宴", "Dinner"), (FIRST, SECOND, UNLISTED))


def test_takes_the_latest_edition_with_a_list() -> None:
    """An edition counts from its own day on; one whose list is not known is passed over."""
    assert BASKET.edition_on(date(2025, 1, 17)) == FIRST
    assert BASKET.edition_on(date(2025, 1, 18)) == SECOND
    assert BASKET.edition_on(date(2025, 6, 1)) == SECOND
    assert BASKET.edition_on(date(2024, 5, 29)) is None


def test_finds_an_edition_by_its_date() -> None:
    """An edition without a list can still be named."""
    assert BASKET.edition(date(2025, 5, 17)) == UNLISTED
    assert BASKET.edition(date(2025, 5, 18)) is None


def test_later_editions_are_not_known_before() -> None:
    """On the founding day the dinners of May 2025 and after do not exist."""
    assert BASKET.known_by(date(2025, 2, 3)).editions == (FIRST, SECOND)
    assert BASKET.known_by(date(2025, 5, 17)) == BASKET


def test_a_timeless_list_holds_before_its_first_edition() -> None:
    """Later editions still wait for their day."""
    basket = Basket("ai", Bilingual("名單", "names"), (FIRST, SECOND), timeless=True)
    assert basket.edition_on(date(2020, 1, 2)) == FIRST
    assert basket.edition_on(date(2025, 1, 17)) == FIRST
    assert basket.edition_on(date(2025, 1, 18)) == SECOND
    assert basket.known_by(date(2025, 1, 17)).editions == (FIRST,)
