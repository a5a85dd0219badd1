"""The words for what is listed."""

from dataclasses import FrozenInstanceError

import pytest

from bot.market.instruments import TAIEX, Kind, Market


def test_markets_are_written_as_the_exchanges_write_them() -> None:
    """The values are shown to people and stored."""
    assert [market.value for market in Market] == ["TWSE", "TPEx"]


def test_kinds_are_lower_case_words() -> None:
    """The values stand in the bundled list."""
    assert all(kind.value == kind.name.lower() for kind in Kind)


def test_index_has_no_limit_and_no_listing_day() -> None:
    """The index is always there and moves without bounds."""
    assert (TAIEX.code, TAIEX.kind) == ("TAIEX", Kind.INDEX)
    assert TAIEX.limit_percent is None
    assert TAIEX.listed is None


def test_instruments_do_not_change() -> None:
    """What is shared by all requests cannot be altered by one."""
    with pytest.raises(FrozenInstanceError):
        setattr(TAIEX, "name", "大盤")  # noqa: B010 - mypy rightly refuses the plain assignment
