"""The week digest: how the sessions of a week add up."""

from collections.abc import Iterator, Sequence

from bot.core.figures import figure_of
from bot.core.i18n import Say
from bot.core.replies import Block, Fact, Line, Reply, Span, paragraph
from bot.core.wording import arrow, change_span, near_date, percent, points, short_date, tone_of
from bot.market.breadth import Breadth, split_of
from bot.market.moves import Move, round_percent
from handlers.saying.breadth import breadth_line
from handlers.saying.digest_layout import Size, buttons, closing, fitted, origin
from handlers.saying.digest_words import averages_line, basket_summary, ends
from handlers.saying.look_week import WeekFacts, WeekMove
from handlers.saying.names import name_of
from handlers.saying.newsroom import Newsroom


def week_told(facts: WeekFacts, room: Newsroom) -> Reply:
    """Say how the week was, in one message."""
    return fitted(lambda size: _told(facts, size, room))


def _told(facts: WeekFacts, size: Size, room: Newsroom) -> Reply:
    """Say it in a size."""
    say = room.say
    days = facts.sessions or facts.missing
    shown = _shown(facts)
    return Reply(
        title=say("Week digest | {first} to {last}, {count} sessions", first=days[0].isoformat(),
                  last=near_date(days[-1], days[0]), count=len(facts.sessions)),
        blocks=tuple(_blocks(facts, size, say)),
        buttons=buttons(days[-1], room),
        source=origin(shown, days[-1], say),
        tone=tone_of(facts.change),
        figures=tuple(figure_of(one) for one in shown),
        summary=_summary(facts),
    )  # fmt: skip


def _shown(facts: WeekFacts) -> list[Move]:
    """Return the last session's moves."""
    return [
        *([facts.index] if facts.index else []),
        *(one.last for one in facts.members if one.last),
    ]


def _blocks(facts: WeekFacts, size: Size, say: Say) -> Iterator[Block]:
    """Lay the digest out."""
    if not facts.sessions:
        yield paragraph(say("The figures of the week were not published by the deadline."))
    if facts.index:
        lead = say("TAIEX {close} ", close=points(facts.index.bar.close))
        yield paragraph(
            (Span(lead), change_span(facts.change, facts.percent, say, index=True)),
            *_missing(facts, say),
        )
    yield from _dinner(facts, size, say)
    yield closing(facts.gaps, say)


def _missing(facts: WeekFacts, say: Say) -> list[str]:
    """Name the sessions of the week that are not held."""
    days = say(", ").join(map(short_date, facts.missing))
    return [say("Sessions not held: {days}", days=days)] if days else []


def _dinner(facts: WeekFacts, size: Size, say: Say) -> Iterator[Block]:
    """Say how the dinner's companies did over the week, and name both ends."""
    known, breadth = _ranked(facts.members), _breadth(facts)
    if not known or facts.edition is None:
        return
    head = say("Dinner of {edition}, {count} companies", count=len(facts.members),
               edition=facts.edition.date.isoformat())  # fmt: skip
    yield paragraph(
        (Span(head, strong=True),),
        breadth_line(breadth, say),
        *averages_line(breadth, facts.percent, say),
        say("closes at the limit: {up} up, {down} down",
            up=facts.limits_up, down=facts.limits_down),
    )  # fmt: skip
    yield paragraph(
        *(_line(one, say) for one in ends(known, size.ends)),
        say("each session against its own reference price"),
    )


def _line(one: WeekMove, say: Say) -> Line:
    """Write one company's week."""
    tone = tone_of(one.percent)
    lead = f"{arrow(one.percent, '')} {name_of(one.instrument, say)} ".lstrip()
    return (Span(lead), Span(percent(one.percent), tone))


def _ranked(members: Sequence[WeekMove]) -> list[WeekMove]:
    """Return the members whose week is known, the best first."""
    known = [(one.percent, one) for one in members if one.percent is not None]
    return [one for _, one in sorted(known, key=lambda pair: (-pair[0], pair[1].instrument.code))]


def _breadth(facts: WeekFacts) -> Breadth:
    """Count the members by their week."""
    return split_of([one.percent for one in facts.members])


def _summary(facts: WeekFacts) -> dict[str, Fact]:
    """State for machines what the digest says."""
    index, rate = facts.index, facts.percent
    return {
        "kind": "week",
        "session": facts.sessions[-1] if facts.sessions else None,
        "sessions": list(facts.sessions),
        "missing": list(facts.missing),
        "taiex": {
            "close": index.bar.close,
            "change": facts.change,
            "percent": None if rate is None else round_percent(rate),
        }
        if index
        else None,
        "edition": facts.edition.date if facts.edition else None,
        **basket_summary(_breadth(facts)),
        "limit_up": facts.limits_up,
        "limit_down": facts.limits_down,
        "members": {
            one.instrument.code: {
                "percent": None if one.percent is None else round_percent(one.percent)
            }
            for one in facts.members
        },
        "gaps": list(facts.gaps),
    }
