"""Several instruments over the same time, as a table beside the TAIEX."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.clock import Moment
from bot.core.figures import sources_of
from bot.core.i18n import Say
from bot.core.market_ports import Actions
from bot.core.parameters import Almanac
from bot.core.replies import Button, Fact, Reply, paragraph
from bot.market.bars import Bar, Provenance
from bot.market.instruments import TAIEX, Instrument
from bot.market.returns import Way
from handlers.saying.age import age_line
from handlers.saying.returns_table import Row, by_return, returns_table
from handlers.saying.ways import look_way, way_summary


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, between which closes, and the ways, the TAIEX's last."""

    instruments: Sequence[Instrument]
    first: date
    last: date
    rows: Sequence[Row]
    asked: bool
    """True when the last day was typed."""


async def rows_of(
    instruments: Sequence[Instrument],
    bases: Mapping[str, Bar],
    ends: Mapping[str, Bar],
    actions: Actions,
) -> list[Row]:
    """Reckon each way; one without both bars has none."""
    return [
        (one, await look_way(one, bases[one.code], ends[one.code], actions))
        if one.code in bases and one.code in ends
        else (one, None)
        for one in instruments
    ]


def compared(each: Compared, almanac: Almanac, moment: Moment, say: Say) -> Reply:
    """Say what became of each, the best first."""
    own, index = each.rows[:-1], each.rows[-1]
    age = [] if each.asked else age_line(each.last, almanac.calendar, moment, say)
    codes = " ".join(one.code for one in each.instruments)
    return Reply(
        title=say("{count} instruments from the close of {first} to {last}",
                  count=len(each.instruments), first=each.first.isoformat(),
                  last=each.last.isoformat()),
        blocks=(
            returns_table([*by_return(own), index], say),
            paragraph(*notes(each.rows, say), *age),
        ),
        buttons=((
            Button(each.first.isoformat(), f"/move {codes} {each.first}"),
            Button(each.last.isoformat(), f"/move {codes} {each.last}"),
        ),),
        source=sources_of(bars_of(each.rows), say, others=origins_of(each.rows)),
        summary={
            "since": each.first,
            "session": each.last,
            "returns": [_fact(one, way) for one, way in own],
            "taiex": None if index[1] is None else way_summary(index[1]),
        },
    )  # fmt: skip


def notes(rows: Sequence[Row], say: Say) -> list[str]:
    """Say what the percentages hold, and why some are dashes."""
    own = [(one, way) for one, way in rows if one != TAIEX]
    lines = [say("Change %: price only; the TAIEX holds no dividends either.")]
    missing = sum(way is None for _, way in own)
    unsure = [way for _, way in own if way and way.price is None]
    if missing:
        lines.append(say("“—”: one of the two closes is not held here ({count}).", count=missing))
    if unsure:
        text = say("“—”: a split in between cannot be ruled out ({count}).", count=len(unsure))
        lines.append(text)
    if any(way and not way.known for _, way in own):
        lines.append(say("With dividends: not every table of that time is held here."))
    return lines


def bars_of(rows: Sequence[Row]) -> list[Bar]:
    """Return the bars at both ends."""
    return [bar for _, way in rows if way for bar in (way.base, way.last)]


def origins_of(rows: Sequence[Row]) -> list[Provenance]:
    """Return where the actions in between are from."""
    return [action.provenance for _, way in rows if way for action in way.actions]


def _fact(instrument: Instrument, way: Way | None) -> Fact:
    """State one instrument's way for machines."""
    if way is None:
        return {"code": instrument.code, "name": instrument.name, "percent": None}
    facts = way_summary(way)
    return {"code": instrument.code, "name": instrument.name, "base": way.base.close, **facts}
