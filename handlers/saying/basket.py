"""A basket's list in one session: each group as a table, the reasons folded away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.replies import Block, Button, Details, Figure, Reply, paragraph, text_line
from bot.core.wording import percent, tone_of
from bot.market.actions import CorporateAction
from bot.market.bars import Bar
from bot.market.baskets import Basket, Confidence, Edition, Group
from bot.market.breadth import breadth_of, ranked
from bot.market.moves import Move, move_of
from handlers.saying.age import age_line
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.members import members_of
from handlers.saying.names import day_title, name_of
from handlers.saying.several_moves import unknown_figure
from handlers.saying.table import moves_table, open_line
from handlers.saying.wall import Heading, wall_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, the bars held of its members in a session, and what happened to their shares."""

    basket: Basket
    edition: Edition
    session: date
    held: Mapping[str, Bar]
    actions: Sequence[CorporateAction]
    asked: bool


def listed(shown: Listed, almanac: Almanac, moment: Moment, say: Say) -> Reply:
    """Say who is on the list and how they did."""
    members, held = members_of(shown.edition, almanac), shown.held
    moves = {i.code: move_of(i, held[i.code], almanac.calendar) for i in members if i.code in held}
    breadth = breadth_of(list(moves.values()), unknown=len(members) - len(moves))
    day = day_title(shown.session, almanac.calendar, say)
    age = [] if shown.asked else age_line(shown.session, almanac.calendar, moment, say)
    missing = [name_of(one, say) for one in members if one.code not in moves]
    title = say("{basket}, {count} companies, {date} close", count=len(members), date=day,
                basket=say.pick(shown.basket.title))  # fmt: skip
    averages = say("average {average} | median {median}",
                   average=percent(breadth.average), median=percent(breadth.median))  # fmt: skip
    source = sources_of([one.bar for one in moves.values()], say)
    lacking = say("No figures of that session are held here of: {names}.",
                  names=say(", ").join(missing))  # fmt: skip
    return Reply(
        title=title,
        blocks=(
            paragraph(breadth_line(breadth, say), averages, *age),
            *_groups(shown.edition, moves, say),
            paragraph(
                *([lacking] if missing else []),
                *open_line(moves.values(), say),
                *_whose(shown, say),
            ),
            *_reasons(shown.edition, almanac, say),
        ),
        buttons=(_buttons(shown, say),),
        source=source,
        tone=tone_of(breadth.median),
        figures=tuple(_figures(shown, moves, almanac)),
        summary={
            "basket": shown.basket.name,
            "session": shown.session,
            "edition": shown.edition.date,
            **breadth_summary(breadth),
        },
        wall=wall_of(
            Heading(
                say("{basket}, {count} companies", count=len(members),
                    basket=say.pick(shown.basket.title)),
                (breadth_line(breadth, say), averages),
            ),
            members, moves.values(), shown.session, source, say,
        ),
    )  # fmt: skip


def _groups(edition: Edition, moves: Mapping[str, Move], say: Say) -> Iterator[Block]:
    """Show each group as a table under its average; a list without groups as one table."""
    for group in edition.groups or (None,):
        codes = group.codes if group else edition.codes
        own = [moves[code] for code in codes if code in moves]
        best_first = [one.instrument for one in ranked(own)]
        others = [one.instrument for one in own if one.percent is None]
        if own:
            heading = _heading(group, own, say) if group else None
            yield moves_table([*best_first, *others], own, say, heading)


def _heading(group: Group, own: Sequence[Move], say: Say) -> str:
    """Name a group with its average."""
    lead = say("{group} average ", group=say.pick(group.title))
    return lead + percent(breadth_of(own).average)


def _whose(shown: Listed, say: Say) -> Iterator[str]:
    """Say of which day the list is, and whose it is."""
    edition, dated = shown.edition, shown.edition.date.isoformat()
    if edition.confidence is not Confidence.OWN:
        yield say.pick(edition.note)
        return
    if shown.basket.own:
        yield say("This chat's own list, as it is since {date}.", date=dated)
    else:
        yield say("Banquet's own list of {date}; no advice.", date=dated)
    if edition.date > shown.session:
        yield say("It was drawn up after this session.")


def _reasons(edition: Edition, almanac: Almanac, say: Say) -> Iterator[Block]:
    """Fold away why each is on the list, and where that is from."""
    lines = [
        text_line(say("{name}: {reason}", name=name_of(one, say), reason=say.pick(reason.text)))
        for reason in edition.reasons
        if (one := almanac.directory.get(reason.code))
    ]
    if lines:
        title = say("Why each is on the list")
        yield Details(title, (*lines, text_line(say.pick(edition.note))))


def _buttons(shown: Listed, say: Say) -> tuple[Button, ...]:
    """Lead on to the session's digest and to the list's limits."""
    session = shown.session
    return (
        Button(say("the digest"), f"/digest {session}"),
        Button(say("Limits"), f"/limit {shown.basket.name} {session}"),
    )


def _figures(shown: Listed, moves: Mapping[str, Move], almanac: Almanac) -> Iterator[Figure]:
    """State every member in the order of the list, or that nothing is known of it."""
    for one in members_of(shown.edition, almanac):
        move = moves.get(one.code)
        yield (figure_of(move, shown.actions) if move else unknown_figure(one, shown.session))
