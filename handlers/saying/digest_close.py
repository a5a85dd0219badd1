"""The close digest: the market, the dinner, limits among AI names, what is ahead."""

from collections.abc import Iterator, Sequence

from bot.core.figures import figure_of, sources_of
from bot.core.i18n import N_, Say
from bot.core.replies import Block, Fact, Line, Reply, Span, paragraph
from bot.core.wording import long_date, tone_of
from bot.market.breadth import breadth_of, ranked
from bot.market.extremes import Extreme
from bot.market.instruments import TAIEX
from bot.market.moves import Limit, Move, round_percent
from handlers.saying.age import age_line
from handlers.saying.amounts import money
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.digest_words import (
    action_lines,
    averages_line,
    buttons,
    footer,
    gaps_line,
    index_line,
    move_line,
    names_text,
)
from handlers.saying.look_digest import CloseFacts, Newsroom
from handlers.saying.names import day_title
from handlers.saying.taiex import taiex_summary

EXTREMES = 3
"""Companies of the dinner that are named at each end."""
NAMED = 5
"""Instruments that a list names before it counts the rest."""
ACTIONS = 3
_AT_LIMIT = {
    Limit.UP: N_("AI names limit-up: {names}"),
    Limit.DOWN: N_("AI names limit-down: {names}"),
}


def closed(facts: CloseFacts, room: Newsroom) -> Reply:
    """Say how the day was."""
    say, session = room.say, facts.session
    if not facts.moves:
        return _nothing(facts, room)
    dinner = facts.of(facts.edition.codes) if facts.edition else []
    shown = _shown(facts, dinner)
    return Reply(
        title=say("Close digest | {date}", date=day_title(session, room.almanac.calendar, say)),
        blocks=tuple(_blocks(facts, dinner, room)),
        buttons=buttons(session.isoformat(), say),
        source=sources_of([one.bar for one in shown], say),
        tone=tone_of(facts.index.change if facts.index else None),
        figures=tuple(figure_of(one, facts.today) for one in shown),
        summary=_summary(facts, dinner),
    )


def _nothing(facts: CloseFacts, room: Newsroom) -> Reply:
    """Say plainly that no figures came."""
    say = room.say
    day = long_date(facts.session, say)
    return Reply(
        title=say("Close digest | {date}", date=day),
        blocks=(
            paragraph(say("The figures of {date} were not published by the deadline.", date=day)),
            paragraph(say("This message is changed as soon as they come.")),
        ),
        buttons=buttons(facts.session.isoformat(), say),
        summary={"kind": "close", "session": facts.session, "gaps": ["all"]},
    )


def _shown(facts: CloseFacts, dinner: Sequence[Move]) -> list[Move]:
    """Return every move that the digest states, each once."""
    limits = [one for one in facts.moves.values() if one.limit]
    index = [facts.index] if facts.index else []
    return list({one.instrument.code: one for one in (*index, *dinner, *limits)}.values())


def _blocks(facts: CloseFacts, dinner: Sequence[Move], room: Newsroom) -> Iterator[Block]:
    """Lay the digest out."""
    say = room.say
    yield paragraph(*_market(facts, room))
    if dinner:
        yield from _dinner(facts, dinner, say)
    if lines := [*_limits(facts, say), *_ahead(facts, room)]:
        yield paragraph(*lines)
    yield paragraph(*gaps_line(facts.gaps, say), *footer(say).lines)


def _market(facts: CloseFacts, room: Newsroom) -> Iterator[str | Line]:
    """Say how the market as a whole did."""
    say = room.say
    if facts.index:
        yield index_line(facts.index, say)
    if facts.extreme:
        yield _extreme(facts.extreme, say)
    if facts.market:
        yield breadth_line(facts.market, say)
    turnover = facts.index.bar.turnover if facts.index else None
    if turnover is not None and facts.record:
        amount = say("turnover {amount}", amount=money(turnover, say))
        highest, first = facts.record
        yield (
            say("{amount}, the highest held since {first}", amount=amount, first=first.isoformat())
            if highest
            else amount
        )
    yield from age_line(facts.session, room.almanac.calendar, room.moment, say)


def _extreme(extreme: Extreme, say: Say) -> str:
    """Say since when the close is the lowest or the highest."""
    since = extreme.since.isoformat()
    if extreme.whole and extreme.side == "low":
        return say("the lowest close of all held since {since}", since=since)
    if extreme.whole:
        return say("the highest close of all held since {since}", since=since)
    if extreme.side == "low":
        return say("the lowest close since {since}", since=since)
    return say("the highest close since {since}", since=since)


def _dinner(facts: CloseFacts, dinner: Sequence[Move], say: Say) -> Iterator[Block]:
    """Say how the dinner's companies did, and name both ends."""
    assert facts.edition is not None  # noqa: S101 - there are moves of its members
    count = len(facts.edition.codes)
    breadth = breadth_of(dinner, unknown=count - len(dinner))
    title = say("Dinner of {edition}, {count} companies", count=count,
                edition=facts.edition.date.isoformat())  # fmt: skip
    head: Line = (Span(title, strong=True),)
    yield paragraph(head, breadth_line(breadth, say), *averages_line(breadth, facts.index, say))
    order = ranked(dinner)
    worst = order[::-1][:EXTREMES]
    best = [one for one in order[:EXTREMES] if one not in worst]
    yield paragraph(*(move_line(one, facts.today, say) for one in (*worst, *best)))


def _limits(facts: CloseFacts, say: Say) -> Iterator[str]:
    """Name the AI names at their limits."""
    names = [one for one in facts.moves.values() if one.instrument != TAIEX]
    for limit, text in _AT_LIMIT.items():
        at = sorted((one for one in names if one.limit is limit), key=lambda m: m.instrument.code)
        if at:
            yield say(text, names=names_text(at, NAMED, say))


def _ahead(facts: CloseFacts, room: Newsroom) -> list[str]:
    """Name the corporate actions of the next sessions."""
    if not facts.ahead:
        return []
    lines = action_lines(facts.ahead, room, ACTIONS, dated=True)
    return [room.say("Next five sessions: {actions}", actions=room.say(", ").join(lines))]


def _summary(facts: CloseFacts, dinner: Sequence[Move]) -> dict[str, Fact]:
    """State for machines what the digest says."""
    breadth = breadth_of(dinner)
    average = breadth.average
    turnover = facts.index.bar.turnover if facts.index else None
    return {
        "kind": "close",
        "session": facts.session,
        "edition": facts.edition.date if facts.edition else None,
        "taiex": taiex_summary(facts.index),
        **breadth_summary(breadth),
        "mean_percent": None if average is None else round_percent(average),
        "market": None if facts.market is None else breadth_summary(facts.market),
        "turnover": turnover,
        "record": facts.record[0] if facts.record else None,
        "gaps": list(facts.gaps),
    }
