"""The bundled list of AI names."""

from datetime import date

import pytest

from bot.data.ai import load_ai
from bot.data.instruments import load_instruments
from bot.market.baskets import Confidence, Edition
from bot.market.instruments import Kind

EDITIONS = load_ai().editions
LISTED = {one.code: one for one in load_instruments()}
GROUPS = {
    "Foundry and packaging", "Servers and assembly", "ASIC and IP", "Cooling",
    "Boards and laminates", "Power", "Memory", "Networking",
}  # fmt: skip


def test_the_first_edition_holds_for_earlier_days_too() -> None:
    """The list is for look-ups of any day; on the story's day it is that of January."""
    basket = load_ai()
    assert basket.edition_on(date(2024, 1, 2)) == EDITIONS[0]
    assert basket.edition_on(date(2025, 2, 3)) == EDITIONS[0]
    assert EDITIONS[0].date == date(2025, 1, 2)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: one.date.isoformat())
def test_every_name_was_a_listed_stock_by_then(edition: Edition) -> None:
    """Checked against the bundled list of instruments, each code once."""
    assert 40 <= len(edition.codes) <= 60
    assert len(set(edition.codes)) == len(edition.codes)
    for code in edition.codes:
        assert LISTED[code].kind is Kind.STOCK
        listed = LISTED[code].listed
        assert listed
        assert listed <= edition.date


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: one.date.isoformat())
def test_every_name_has_a_group_a_reason_and_the_list_a_source(edition: Edition) -> None:
    """Both languages say in one line what the company does; the list is said to be our own."""
    assert {group.title.en for group in edition.groups} == GROUPS
    assert tuple(code for group in edition.groups for code in group.codes) == edition.codes
    assert [reason.code for reason in edition.reasons] == list(edition.codes)
    for reason in edition.reasons:
        assert 0 < len(reason.text.zh) <= 30
        assert 0 < len(reason.text.en) <= 80
        assert reason.text.en.isascii()
    assert edition.confidence is Confidence.OWN
    assert edition.source
    assert "Banquet" in edition.note.zh
