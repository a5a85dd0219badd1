"""Lines that the digests share: the index, the dinner, names with their moves, what is missing."""

from collections.abc import Iterable, Sequence

from bot.core.i18n import N_, Say
from bot.core.replies import Button, Line, Span, paragraph
from bot.core.replies import Paragraph as Paragraph
from bot.core.wording import arrow, change_span, near_date, percent, points, price, tone_of
from bot.market.actions import CorporateAction
from bot.market.breadth import Breadth
from bot.market.marks import actions_of
from bot.market.moves import Limit, Move, round_percent
from handlers.saying.actions import action_names, action_text
from handlers.saying.look_digest import Newsroom
from handlers.saying.names import name_of
from handlers.saying.taiex import points_text

GAPS = {
    "all": N_("all figures"),
    "taiex": N_("TAIEX"),
    "turnover": N_("turnover"),
    "breadth_twse": N_("breadth of TWSE"),
    "breadth_tpex": N_("breadth of TPEx"),
    "actions": N_("dividends and splits ahead"),
}
_LIMITS = {Limit.UP: N_("limit-up"), Limit.DOWN: N_("limit-down")}


def index_line(index: Move, say: Say) -> Line:
    """Write the TAIEX's close and change."""
    lead = say("TAIEX {close} ", close=points(index.bar.close))
    return (Span(lead), change_span(index.change, index.percent, say, index=True))


def averages_line(breadth: Breadth, index: Move | None, say: Say) -> list[str]:
    """Write mean and median, and the mean's distance to the TAIEX."""
    if breadth.average is None:
        return []
    text = say("average {average} | median {median}", average=percent(breadth.average),
               median=percent(breadth.median))  # fmt: skip
    if index is None or index.percent is None:
        return [text]
    distance = round_percent(breadth.average - index.percent)
    sign = "-" if distance < 0 else "+" if distance else ""
    amount = f"{sign}{points_text(distance)}"
    return [text, say("average against TAIEX {points} points", points=amount)]


def move_line(move: Move, actions: Iterable[CorporateAction], say: Say) -> Line:
    """Write one instrument's close and change in a line, with what sets the day apart."""
    tone = tone_of(move.change)
    lead = f"{arrow(move.change, '')} {name_of(move.instrument, say)} ".lstrip()
    own = actions_of(move.instrument.code, move.bar.session, actions)
    marks = [say(_LIMITS[move.limit])] if move.limit else []
    marks += [action_names(own, say)] if own else []
    tail = f" {say(' · ').join(marks)}" if marks else ""
    close = Span(f"{lead}{price(move.bar.close)} ")
    return (close, Span(percent(move.percent), tone), Span(tail))


def names_text(moves: Sequence[Move], most: int, say: Say) -> str:
    """Name instruments, at most so many, and count the others."""
    names = say(", ").join(name_of(one.instrument, say) for one in moves[:most])
    if len(moves) > most:
        return say("{names} and {count} more", names=names, count=len(moves) - most)
    return names


def action_lines(
    actions: Sequence[CorporateAction], room: Newsroom, most: int, *, dated: bool
) -> list[str]:
    """Name actions with their days, at most so many, and count the others."""
    say, lines = room.say, []
    for action in actions[:most]:
        instrument = room.almanac.directory.get(action.code)
        name = name_of(instrument, say) if instrument else action.code
        text = f"{name} {action_text(action, say)}"
        day = near_date(action.session, room.moment.today)
        lines.append(f"{day} {text}" if dated else text)
    if len(actions) > most:
        lines.append(say("and {count} more", count=len(actions) - most))
    return lines


def gaps_line(gaps: Sequence[str], say: Say) -> list[str]:
    """Name what is missing; it is not estimated."""
    if not gaps:
        return []
    names = say(", ").join(say(GAPS[gap]) if gap in GAPS else gap for gap in gaps)
    return [say("Missing: {names} (not estimated)", names=names)]


def footer(say: Say) -> Paragraph:
    """Say what a digest is not."""
    return paragraph(say("Compiled figures, no investment advice."))


def buttons(day: str, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Lead on to the lists and to the order itself."""
    return (
        (
            Button(say("Dinner"), f"/dinnerlist {day}"),
            Button(say("Limits"), f"/limit {day}"),
            Button(say("Manage subscriptions"), "/subscriptions"),
        ),
    )
