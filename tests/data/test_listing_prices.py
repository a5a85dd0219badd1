"""First days and what they are measured from."""

from datetime import date
from decimal import Decimal

import pytest

from bot.data.listing_prices import load_listing_prices, read_listing_prices
from bot.market.actions import ActionKind
from bot.market.bars import ReferenceBasis
from bot.market.references import referenced
from tests.market.days import bar

ENTRY = """
[[listing]]
code = "4590"
session = 2026-01-29
price = "60"
source = "a notice"
"""
FIRST = date(2026, 1, 29)


def test_a_first_day_is_measured_from_its_price() -> None:
    """The entry fills the reference that the session's own row leaves open."""
    (action,) = read_listing_prices(ENTRY)
    filled = referenced(bar("92.3", None, FIRST, code="4590"), [action])
    assert (filled.reference, filled.basis) == (Decimal(60), ReferenceBasis.PUBLISHED)
    assert action.provenance.source == "a notice"


def test_a_binary_fraction_is_refused() -> None:
    """60.1 without quotes would be another number."""
    with pytest.raises(TypeError, match="4590"):
        read_listing_prices(ENTRY.replace('"60"', "60.1"))


def test_the_bundled_file_names_a_source_for_each() -> None:
    """Every entry is a first day with its publication."""
    for action in load_listing_prices():
        assert action.kind is ActionKind.LISTING
        assert action.provenance.source
