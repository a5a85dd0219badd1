"""What a line is about, as its command reads its words."""

import pytest

import handlers
from bot.core.registry import registry
from bot.core.topics import Topic, topic_of

handlers.load()


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("/digest", Topic.CLOSE),
        ("/digest close", Topic.CLOSE),
        ("/digest morning", Topic.MORNING),
        ("/digest mor", Topic.MORNING),
        ("/digest MORN", Topic.MORNING),
        ("/快報 盤前", Topic.MORNING),
        ("/digest 盤前快報", Topic.MORNING),
        ("/digest wee", Topic.WEEK),
        ("/digest 週報", Topic.WEEK),
        ("/digest dig", Topic.CLOSE),
        ("/move morning", Topic.LINE),
        ("/nosuch morning", Topic.LINE),
        ("", Topic.LINE),
    ],
)
def test_the_topic_is_what_the_command_reads(line: str, topic: Topic) -> None:
    """An abbreviation and a label in either language are what they stand for."""
    assert topic_of(line, registry) is topic
