"""What became of one instrument since a session, beside the TAIEX."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.clock import Moment
from bot.core.figures import sources_of
from bot.core.i18n import Say
from bot.core.parameters import Almanac
from bot.core.replies import Button, Line, Reply, Span, paragraph
from bot.core.wording import percent, points, price, tone_of
from bot.market.instruments import Instrument, Kind
from bot.market.moves import EXACT
from bot.market.returns import Way
from handlers.saying.actions import action_text
from handlers.saying.age import age_line
from handlers.saying.names import named
from handlers.saying.taiex import points_text
from handlers.saying.ways import rounded, unknown_way_note, way_note, way_summary

_MOST_ACTIONS = 8


@dataclass(frozen=True, slots=True)
class SinceOne:
    """An instrument, its way, and the TAIEX's over the same time."""

    instrument: Instrument
    way: Way
    index: Way | None


def since_one(one: SinceOne, almanac: Almanac, moment: Moment, say: Say) -> Reply:
    """Say the way from a close to the latest."""
    way, code = one.way, one.instrument.code
    first, last = way.base.session, way.last.session
    lines: list[str | Line] = [
        _headline(one, say),
        *_beside(one, say),
        *action_lines(way, say),
        *age_line(last, almanac.calendar, moment, say),
    ]
    ends = [end for each in (way, one.index) if each for end in (each.base, each.last)]
    index = one.index
    return Reply(
        title=say("{name} since the close of {date}",
                  name=named(one.instrument, say), date=first.isoformat()),
        blocks=(paragraph(*lines),),
        buttons=((
            Button(first.isoformat(), f"/move {code} {first}"),
            Button(last.isoformat(), f"/move {code} {last}"),
        ),),
        source=sources_of(ends, say, others=[a.provenance for a in way.actions]),
        tone=tone_of(way.price),
        summary={
            "since": first,
            "base": way.base.close,
            **way_summary(way),
            "taiex_percent": rounded(index.price) if index else None,
        },
    )  # fmt: skip


def _headline(one: SinceOne, say: Say) -> Line:
    """Write both closes and the percentage with what it leaves out."""
    way = one.way
    show = points if one.instrument.kind is Kind.INDEX else price
    lead = say("{first} → {last} ({date}) ", first=show(way.base.close),
               last=show(way.last.close), date=way.last.session.isoformat())  # fmt: skip
    if way.price is None:
        return (Span(lead), Span(say("({note})", note=unknown_way_note(way, say))))
    text = say("({percent}, {note})", percent=percent(way.price), note=way_note(way, say))
    return (Span(lead), Span(text, tone_of(way.price), strong=True))


def _beside(one: SinceOne, say: Say) -> list[str]:
    """Write the TAIEX's way, and by how many percentage points the price differs."""
    index = one.index
    if index is None or index.price is None:
        return []
    text = say("TAIEX {first} → {last} ({percent})", first=points(index.base.close),
               last=points(index.last.close), percent=percent(index.price))  # fmt: skip
    if one.way.price is None:
        return [text]
    gap = EXACT.subtract(one.way.price, index.price)
    side = say("{points} points behind") if gap < 0 else say("{points} points ahead")
    return [say(" · ").join((text, side.format(points=points_text(gap))))]


def action_lines(way: Way, say: Say) -> Sequence[str]:
    """Say what happened to the shares on the way, the latest ones where there are many."""
    shown = way.actions[-_MOST_ACTIONS:]
    lines = [f"{action.session.isoformat()} {action_text(action, say)}" for action in shown]
    left = len(way.actions) - len(shown)
    return [say("{count} earlier dividends and splits", count=left), *lines] if left else lines
