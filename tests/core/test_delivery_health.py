"""Orders counted by what they are about."""

from datetime import timedelta

import handlers
from bot.core.delivery_health import CARD, Ordered, kinds_of, today_began
from bot.core.registry import registry
from bot.core.topics import Topic
from tests.fakes import TODAY

handlers.load()

LATER = TODAY + timedelta(days=1)


def test_two_lines_of_one_kind_are_one() -> None:
    """The earliest next run and the latest last one count."""
    held = [
        Ordered("/digest", 10, 0, LATER, TODAY - timedelta(days=3)),
        Ordered("/digest close", 2, 1, TODAY, TODAY),
        Ordered("/digest morning", 4, 0, None, None),
        Ordered("", 3, 0, LATER, None),
        Ordered(CARD, 1, 0, LATER, None),
    ]
    assert kinds_of(held, registry) == {
        Topic.CLOSE: Ordered("close", 12, 1, TODAY, TODAY),
        Topic.MORNING: Ordered("morning", 4, 0, None, None),
        Topic.LINE: Ordered("line", 3, 0, LATER, None),
        Topic.CARD: Ordered("card", 1, 0, LATER, None),
    }


def test_the_day_begins_in_taipei() -> None:
    """Whatever the zone of the clock."""
    assert today_began(TODAY) == TODAY.replace(hour=0)
    assert today_began(TODAY + timedelta(hours=9)) == TODAY.replace(hour=0, day=24)
