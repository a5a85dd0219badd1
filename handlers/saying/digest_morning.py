"""The morning digest: the last close in short, and what the session brings."""

from collections.abc import Iterator

from bot.core.figures import figure_of
from bot.core.replies import Block, Reply, paragraph
from bot.core.wording import long_date, tone_of
from bot.market.breadth import breadth_of
from handlers.saying.breadth import breadth_line
from handlers.saying.digest_layout import Size, buttons, closing, fitted, origin
from handlers.saying.digest_words import actions_text, averages_line, basket_summary, index_line
from handlers.saying.look_morning import MorningFacts
from handlers.saying.newsroom import Newsroom
from handlers.saying.taiex import taiex_summary


def opened(facts: MorningFacts, room: Newsroom) -> Reply:
    """Say what is known before the open, in one message."""
    return fitted(lambda size: _opened(facts, size, room))


def _opened(facts: MorningFacts, size: Size, room: Newsroom) -> Reply:
    """Say it in a size."""
    say, before = room.say, facts.before or facts.day
    shown = [*([facts.index] if facts.index else []), *facts.dinner]
    breadth = breadth_of(facts.dinner, unknown=facts.members - len(facts.dinner))
    return Reply(
        title=say("Morning digest | {date}", date=long_date(facts.day, say)),
        blocks=tuple(_blocks(facts, size, room)),
        buttons=buttons(before, room),
        source=origin(shown, before, say),
        tone=tone_of(facts.index.change if facts.index else None),
        figures=tuple(figure_of(one) for one in shown),
        summary={
            "kind": "morning",
            "session": facts.day,
            "before": facts.before,
            "taiex": taiex_summary(facts.index),
            **basket_summary(breadth),
            "today": [{"code": one.code, "kind": one.kind.value} for one in facts.today],
            "gaps": list(facts.gaps),
        },
    )


def _blocks(facts: MorningFacts, size: Size, room: Newsroom) -> Iterator[Block]:
    """Lay the digest out."""
    say = room.say
    if facts.index and facts.before:
        head = say("Close of {date}:", date=long_date(facts.before, say))
        yield paragraph(head, index_line(facts.index, say))
    if facts.dinner:
        breadth = breadth_of(facts.dinner, unknown=facts.members - len(facts.dinner))
        market = facts.index.percent if facts.index else None
        head = say("Dinner: {breadth}", breadth=breadth_line(breadth, say))
        yield paragraph(head, *averages_line(breadth, market, say))
    if facts.today:
        actions = actions_text(facts.today, facts.day, size.actions * 2, room)
        yield paragraph(say("Ex-dividend and the like today: {actions}", actions=actions))
    elif "actions" not in facts.gaps:
        yield paragraph(say("No ex-dividend or the like today among the AI names."))
    yield closing(facts.gaps, say)
