"""`/calendar`: closed weekdays with their reasons."""

from datetime import datetime

import pytest

from bot.core.clock import TAIPEI
from tests.fakes import Table
from tests.telling import lines_of, text_of, told


async def test_lunar_new_year_is_told_day_by_day() -> None:
    """January 2025: settlement days, a bridge day and the holidays, and the last session."""
    answer = told(await Table().ask("/calendar 2025-01", "zh-TW"))
    assert answer["summary"]["closed"] == [
        {"date": "2025-01-01", "kind": "holiday", "reason": "元旦"},
        {"date": "2025-01-23", "kind": "settlement_only", "reason": "農曆年前只辦交割、不交易"},
        {"date": "2025-01-24", "kind": "settlement_only", "reason": "農曆年前只辦交割、不交易"},
        {"date": "2025-01-27", "kind": "holiday", "reason": "彈性放假"},
        {"date": "2025-01-28", "kind": "holiday", "reason": "農曆春節"},
        {"date": "2025-01-29", "kind": "holiday", "reason": "農曆春節"},
        {"date": "2025-01-30", "kind": "holiday", "reason": "農曆春節"},
        {"date": "2025-01-31", "kind": "holiday", "reason": "農曆春節"},
    ]
    assert answer["summary"]["sessions"] == 15
    assert "2025-01-22：封關" in answer["text"].splitlines()


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("/calendar", "Trading calendar 2026-11"),
        ("/calendar 2月", "Trading calendar 2026-02"),
        ("/calendar 2025", "Trading calendar 2025"),
        ("/calendar 114年", "Trading calendar 2025"),
        ("/交易日曆 2024-02", "Trading calendar 2024-02"),
    ],
)
async def test_takes_months_and_years(line: str, title: str) -> None:
    """The present month is the default; months and years are read as people type them."""
    assert (await Table().ask(line)).title == title


async def test_the_year_end_has_a_month_of_its_own() -> None:
    """In December the default month ends on its last day."""
    table = Table()
    table.clock.at = datetime(2026, 12, 31, 9, 0, tzinfo=TAIPEI)
    assert (await table.ask("/calendar")).title == "Trading calendar 2026-12"


@pytest.mark.parametrize(
    ("line", "buttons"),
    [
        ("/calendar 2025-01", ["/calendar 2024-12", "/calendar 2025-02"]),
        ("/calendar 2025", ["/calendar 2024", "/calendar 2026"]),
        ("/calendar 2015", ["/calendar 2016"]),
        ("/calendar 2027-12", ["/calendar 2027-11"]),
    ],
)
async def test_the_neighbours_end_with_the_calendar(line: str, buttons: list[str]) -> None:
    """Before the first and after the last known period nothing is offered."""
    assert lines_of(await Table().ask(line)) == buttons


async def test_a_typhoon_is_marked_as_unscheduled() -> None:
    """Seen from later the closure stands in the table; seen from before it does not."""
    table = Table()
    assert "Typhoon Kong-rey (unscheduled)" in text_of(await table.ask("/calendar 2024-10"))
    table.clock.at = datetime(2024, 10, 30, 12, 0, tzinfo=TAIPEI)
    text = text_of(await table.ask("/calendar 2024-10"))
    assert "Kong-rey" not in text
    assert "Later unscheduled closures, such as typhoons, cannot be known yet." in text
