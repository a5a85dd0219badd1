"""Orders that read alike, as rows."""

from typing import Any

from bot.core.planning import Variant
from bot.core.subscriptions import Days, Form, Occurrence, Schedule
from storage.batches import day_of
from storage.types import clock_time

COLUMNS = (
    "s.platform, s.variant, s.line, s.at, s.zone, s.days, s.on_day, s.form, s.skip_closed, s.moved"
)
SETTINGS = (
    "COALESCE({c}.settings, '') || '|' || COALESCE({t}.settings, '')"
    " || CASE WHEN {c}.own THEN '|' || CAST({c}.id AS TEXT) ELSE '|' END"
)
READS = SETTINGS.format(c="c", t="t")
"""Whatever makes chats read the same order differently: settings, and baskets of their own."""
JOINED = (
    "FROM subscriptions AS s LEFT JOIN chats AS c ON c.platform = s.platform AND c.id = s.chat"
    " LEFT JOIN topic_settings AS t ON t.platform = s.platform AND t.chat = s.chat"
    " AND t.topic = s.topic AND s.topic <> 0"
)


def variant_of(row: Any) -> Variant:
    """Return the variant of a row with COLUMNS, `reads`, `day` and `since`."""
    return Variant(
        platform=row.platform,
        key=row.variant,
        reads=row.reads,
        line=row.line,
        schedule=Schedule(Days(row.days), clock_time(row.at), row.zone, row.on_day),
        form=Form(row.form),
        skip_closed=bool(row.skip_closed),
        moved=row.moved,
        due=Occurrence(day_of(row.day), row.since),
    )
