"""`/basket show ai`: who is on a list, by group, and how they did."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from bot.core.absent import no_data
from bot.core.clock import Moment
from bot.core.figures import figure_of, sources_of
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.parameters import Almanac
from bot.core.ports import Bars
from bot.core.registry import registry
from bot.core.replies import Block, Button, Details, Reply, paragraph, text_line
from bot.core.values import BasketName, SessionDate
from bot.core.wording import percent, tone_of
from bot.market.baskets import Edition, Group
from bot.market.breadth import breadth_of, ranked
from bot.market.moves import Move, move_of, round_percent
from handlers.saying.age import age_line
from handlers.saying.breadth import breadth_line, breadth_summary
from handlers.saying.members import edition_of, members_of
from handlers.saying.names import day_title, name_of
from handlers.saying.table import missing_line, moves_table

AI = BasketName("ai")


@registry.command("basket", "名單", rank=25)
async def basket(
    action: Annotated[Literal["show"] | None, "show its members"] = None,
    name: Annotated[BasketName, "the basket"] = AI,
    day: Annotated[SessionDate | None, "session, the latest one by default"] = None,
    *,
    bars: Bars,
    actions: Actions,
    almanac: Almanac,
    moment: Moment,
    say: Say,
) -> Reply:
    """The members of a basket by group, with their day.

    /basket ai
    /basket show ai 2025-02-03
    /basket dinner 2025-02-03
    """
    del action
    found = edition_of(name, day or moment.horizon, almanac, moment, say)
    half = (len(found.codes) + 1) // 2
    session = day or await bars.newest(found.codes, moment.horizon, half)
    session = session or await bars.latest(found.codes, moment.horizon)
    held = await bars.on(session, found.codes) if session else {}
    title = say.pick(almanac.baskets[name].title)
    if session is None or not held:
        raise await no_data(
            title, found.codes, day, bars=bars, moment=moment, say=say,
            line=f"/basket {name} {{}}".format,
        )  # fmt: skip
    members = members_of(found, almanac)
    moves = {
        one.code: move_of(one, held[one.code], almanac.calendar)
        for one in members
        if one.code in held
    }
    happened = await actions.between(found.codes, session, session)
    breadth = breadth_of(list(moves.values()), unknown=len(members) - len(moves))
    head = say("of {count} companies: {breadth}", count=len(members),
               breadth=breadth_line(breadth, say))  # fmt: skip
    averages = [say("average {average} | median {median}", average=percent(breadth.average),
                    median=percent(breadth.median))] if moves else []  # fmt: skip
    age = [] if day else age_line(session, almanac.calendar, moment, say)
    missing = len(members) - len(moves)
    lacking = [missing_line(missing, say)] if missing else []
    return Reply(
        title=say("{basket} by group, {date} close", basket=title,
                  date=day_title(session, almanac.calendar, say)),
        blocks=(
            paragraph(head, *averages, *age),
            *_groups(found, moves, say),
            paragraph(*lacking, _note(found, name, say)),
            *_reasons(found, almanac, say),
        ),
        buttons=((Button(say("the digest"), f"/digest {session}"),),),
        source=sources_of([one.bar for one in moves.values()], say),
        tone=tone_of(breadth.median),
        figures=tuple(figure_of(one, happened) for one in ranked(moves.values())),
        summary={"basket": name, "session": session, "list": found.date,
                 **breadth_summary(breadth)},
    )  # fmt: skip


def _groups(edition: Edition, moves: Mapping[str, Move], say: Say) -> Iterator[Block]:
    """Show each group as a table under its average; a list without groups as one table."""
    groups = edition.groups or (None,)
    for group in groups:
        codes = group.codes if group else edition.codes
        own = ranked(moves[code] for code in codes if code in moves)
        if own:
            heading = _heading(group, own, say)
            yield moves_table([one.instrument for one in own], own, say, heading)


def _heading(group: Group | None, own: list[Move], say: Say) -> str | None:
    """Name a group with its average."""
    average = breadth_of(own).average
    if group is None or average is None:
        return None
    rounded = percent(round_percent(average))
    return say("{group} average ", group=say.pick(group.title)) + rounded


def _note(edition: Edition, name: str, say: Say) -> str:
    """Say whose list it is."""
    if name != "ai":
        return say.pick(edition.note)
    return say("Banquet's own list of {date}; no advice.", date=edition.date.isoformat())


def _reasons(edition: Edition, almanac: Almanac, say: Say) -> Iterator[Block]:
    """Fold away why each is on the list."""
    lines = [
        text_line(say("{name}: {reason}", name=name_of(one, say), reason=say.pick(reason.text)))
        for reason in edition.reasons
        if (one := almanac.directory.get(reason.code))
    ]
    if lines:
        yield Details(say("Why each is on the list"), tuple(lines))
