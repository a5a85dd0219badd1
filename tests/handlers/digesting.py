"""Digests as tests ask for them: on the story's day, by people and by the clock."""

from datetime import date, datetime

from bot.core.clock import TAIPEI
from bot.core.principals import Principal
from bot.core.replies import Reply
from bot.core.requests import Occasion, Request
from tests.fakes import PRIVATE, FakeClock, Table

STORY = date(2025, 2, 3)


def story(hour: int = 14, minute: int = 45, day: date = STORY) -> Table:
    """Return a Banquet on the story's day, over the bundled archive."""
    return Table(
        clock=FakeClock(datetime(day.year, day.month, day.day, hour, minute, tzinfo=TAIPEI))
    )


async def by_clock(
    one: Table, line: str, session: date, *, final: bool = False, language: str = "zh-TW"
) -> Reply:
    """Run a line for a session, as the clock does."""
    request = Request(
        PRIVATE, Principal("clock", 0), line, one.clock.now(), addressed=True, speak=language,
        occasion=Occasion(session, final),
    )  # fmt: skip
    reply = await one.core.answer(request)
    assert reply
    return reply
