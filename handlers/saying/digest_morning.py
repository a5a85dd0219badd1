"""The morning digest: the last close in short, and what happens today."""

from collections.abc import Iterator

from bot.core.figures import figure_of, sources_of
from bot.core.replies import Block, Reply, paragraph
from bot.core.wording import long_date, tone_of
from bot.market.breadth import breadth_of
from handlers.saying.breadth import breadth_line
from handlers.saying.digest_words import (
    action_lines,
    averages_line,
    buttons,
    footer,
    gaps_line,
    index_line,
)
from handlers.saying.look_digest import MorningFacts, Newsroom
from handlers.saying.taiex import taiex_summary

ACTIONS = 8


def opened(facts: MorningFacts, room: Newsroom) -> Reply:
    """Say what is known before the open."""
    say = room.say
    shown = [*([facts.index] if facts.index else []), *facts.dinner]
    before = facts.before or facts.day
    return Reply(
        title=say("Morning digest | {date}", date=long_date(facts.day, say)),
        blocks=tuple(_blocks(facts, room)),
        buttons=buttons(before.isoformat(), say),
        source=sources_of([one.bar for one in shown], say) if shown else None,
        tone=tone_of(facts.index.change if facts.index else None),
        figures=tuple(figure_of(one) for one in shown),
        summary={
            "kind": "morning",
            "session": facts.day,
            "before": facts.before,
            "taiex": taiex_summary(facts.index),
            "today": [action.code for action in facts.today],
            "gaps": list(facts.gaps),
        },
    )


def _blocks(facts: MorningFacts, room: Newsroom) -> Iterator[Block]:
    """Lay the digest out."""
    say = room.say
    if facts.index and facts.before:
        head = say("Close of {date}:", date=long_date(facts.before, say))
        yield paragraph(head, index_line(facts.index, say))
    if facts.dinner:
        breadth = breadth_of(list(facts.dinner))
        yield paragraph(
            say("Dinner: {breadth}", breadth=breadth_line(breadth, say)),
            *averages_line(breadth, facts.index, say),
        )
    if facts.today:
        yield paragraph(say("Today:"), *action_lines(facts.today, room, ACTIONS, dated=False))
    elif "actions" not in facts.gaps:
        yield paragraph(say("Today: no dividends or splits among the AI names."))
    yield paragraph(*gaps_line(facts.gaps, say), *footer(say).lines)
