"""The close digest: the market, the dinner, limits among AI names, what is ahead."""

from collections.abc import Iterator

from bot.core.figures import figure_of
from bot.core.i18n import N_, Say
from bot.core.pictures import Wall
from bot.core.replies import Block, Fact, Line, Reply, Span, paragraph
from bot.core.wording import long_date, tone_of
from bot.market.breadth import breadth_of, ranked
from bot.market.moves import Limit, Move
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.digest_layout import Size, buttons, closing, fitted, origin
from handlers.saying.digest_market import market_lines
from handlers.saying.digest_words import (
    actions_text,
    averages_line,
    basket_summary,
    ends,
    index_line,
    move_line,
    names_text,
)
from handlers.saying.look_close import ALL, CloseFacts
from handlers.saying.look_own import Own, own_lines, own_mean
from handlers.saying.members import members_of
from handlers.saying.names import day_title
from handlers.saying.newsroom import Newsroom
from handlers.saying.taiex import taiex_summary
from handlers.saying.wall import Heading, wall_of

_AT_LIMIT = {
    Limit.UP: N_("AI names limit-up ({count}): {names}"),
    Limit.DOWN: N_("AI names limit-down ({count}): {names}"),
}


def closed(facts: CloseFacts, room: Newsroom) -> Reply:
    """Say how the session was, in one message."""
    return fitted(lambda size: _closed(facts, size, room))


def _closed(facts: CloseFacts, size: Size, room: Newsroom) -> Reply:
    """Say it in a size."""
    shown = _shown(facts)
    day = day_title(facts.session, room.almanac.calendar, room.say)
    source = origin(shown, facts.session, room.say)
    return Reply(
        title=room.say("Close digest | {date}", date=day),
        blocks=tuple(_blocks(facts, size, room)),
        buttons=buttons(facts.session, room),
        source=source,
        tone=tone_of(facts.index.change if facts.index else None),
        figures=tuple(figure_of(one, facts.today) for one in shown),
        summary=_summary(facts),
        wall=_wall(facts, source, room),
    )


def _wall(facts: CloseFacts, source: str | None, room: Newsroom) -> Wall | None:
    """Show the dinner as tiles, below the index and how the dinner did."""
    if facts.edition is None:
        return None
    say, members = room.say, members_of(facts.edition, room.almanac)
    breadth = breadth_of(facts.dinner, unknown=len(members) - len(facts.dinner))
    title = say("{basket}, {count} companies", count=len(members),
                basket=say.pick(room.almanac.baskets["dinner"].title))  # fmt: skip
    index = (index_line(facts.index, say),) if facts.index else ()
    heading = Heading(title, (*index, breadth_line(breadth, say)))
    return wall_of(heading, members, facts.dinner, facts.session, source, say)


def _shown(facts: CloseFacts) -> list[Move]:
    """Return every move that the digest states, each once."""
    limits = [one for one in facts.names if one.limit]
    index = [facts.index] if facts.index else []
    return list({one.instrument.code: one for one in (*index, *facts.dinner, *limits)}.values())


def _blocks(facts: CloseFacts, size: Size, room: Newsroom) -> Iterator[Block]:
    """Lay the digest out."""
    say = room.say
    if facts.gaps == ALL:
        day = long_date(facts.session, say)
        yield paragraph(say("The figures of {date} were not published by the deadline.", date=day))
    elif lines := list(market_lines(facts, room)):
        yield paragraph(*lines)
    if facts.dinner:
        yield from _dinner(facts, size, say)
    if facts.own and facts.own.moves:
        yield paragraph(*own_lines(facts.own, size.own, say))
    if lines := [*_limits(facts, size, say), *_ahead(facts, size, room)]:
        yield paragraph(*lines)
    yield closing(facts.gaps, say)


def _dinner(facts: CloseFacts, size: Size, say: Say) -> Iterator[Block]:
    """Say how the dinner's companies did, and name both ends."""
    if facts.edition is None:
        return
    count = len(facts.edition.codes)
    breadth = breadth_of(facts.dinner, unknown=count - len(facts.dinner))
    title = say("Dinner of {edition}, {count} companies", count=count,
                edition=facts.edition.date.isoformat())  # fmt: skip
    head: Line = (Span(title, strong=True),)
    market = facts.index.percent if facts.index else None
    yield paragraph(head, breadth_line(breadth, say), *averages_line(breadth, market, say))
    if order := ranked(facts.dinner):
        yield paragraph(*(move_line(one, facts.today, say) for one in ends(order, size.ends)))


def _limits(facts: CloseFacts, size: Size, say: Say) -> Iterator[str]:
    """Name the AI names at their limits."""
    for limit, text in _AT_LIMIT.items():
        if at := [one for one in facts.names if one.limit is limit]:
            names = names_text(at, size.names, say) if size.names else ""
            yield say(text, count=len(at), names=names).rstrip(":： ")


def _ahead(facts: CloseFacts, size: Size, room: Newsroom) -> Iterator[str]:
    """Name the corporate actions of the next sessions."""
    if facts.ahead:
        text = actions_text(facts.ahead, facts.session, size.actions, room)
        yield room.say("Next five sessions, as TWSE announced: {actions}", actions=text)


def _summary(facts: CloseFacts) -> dict[str, Fact]:
    """State for machines what the digest says."""
    traded, extreme, edition = facts.traded, facts.extreme, facts.edition
    return {
        "kind": "close",
        "session": facts.session,
        "taiex": taiex_summary(facts.index),
        "extreme": {"side": extreme.side, "since": extreme.since} if extreme else None,
        "market": breadth_summary(facts.whole.breadth) if facts.whole.breadth else None,
        "markets": sorted(facts.whole.markets),
        "turnover": traded.amount if traded else None,
        "turnover_place": traded.place if traded else None,
        "edition": edition.date if edition else None,
        **basket_summary(
            breadth_of(facts.dinner, len(edition.codes) - len(facts.dinner) if edition else 0)
        ),
        **_own_summary(facts.own),
        "ahead": [{"code": one.code, "session": one.session} for one in facts.ahead],
        "gaps": list(facts.gaps),
    }


def _own_summary(own: Own | None) -> dict[str, Fact]:
    """State the chat's own basket; its mean is then the one that "moved at least" looks at."""
    if own is None:
        return {}
    mean = own_mean(own)
    moved: dict[str, Fact] = {} if mean is None else {"mean_percent": mean}
    return {"own": {"name": own.title, **breadth_summary(own.breadth)}, **moved}
