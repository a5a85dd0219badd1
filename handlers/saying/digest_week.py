"""The week digest: how the sessions of a week add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.figures import figure_of, sources_of
from bot.core.replies import Block, Line, Reply, Span, paragraph
from bot.core.wording import near_date, percent, tone_of
from bot.market.instruments import TAIEX, Instrument
from bot.market.moves import EXACT, Move, round_percent
from handlers.saying.digest_words import buttons, footer, gaps_line, index_line
from handlers.saying.look_digest import Newsroom, WeekFacts
from handlers.saying.names import name_of

EXTREMES = 3
_ONE, _HUNDRED = Decimal(1), Decimal(100)


@dataclass(frozen=True, slots=True)
class WeekMove:
    """An instrument's sessions of the week, compounded; None = one of them is not known."""

    instrument: Instrument
    percent: Decimal | None


def compounded(moves: Sequence[Move | None]) -> Decimal | None:
    """Return the percentage over sessions, each against its own reference, unrounded."""
    growth = _ONE
    for move in moves:
        if move is None or move.percent is None:
            return None
        growth = EXACT.multiply(growth, _ONE + EXACT.divide(move.percent, _HUNDRED))
    return EXACT.multiply(growth - _ONE, _HUNDRED)


def week_told(facts: WeekFacts, room: Newsroom) -> Reply:
    """Say how the week was."""
    say = room.say
    first, last = facts.sessions[0], facts.sessions[-1]
    index = facts.moves[last].get(TAIEX.code)
    week = _over(facts, TAIEX)
    dinner = _ranked(facts, room)
    shown = [*([index] if index else []), *_last_moves(facts, dinner)]
    title = say("Week digest | {first} to {last}", first=first.isoformat(),
                last=near_date(last, first))  # fmt: skip
    return Reply(
        title=title,
        blocks=tuple(_blocks(facts, dinner, week, room)),
        buttons=buttons(last.isoformat(), say),
        source=sources_of([one.bar for one in shown], say) if shown else None,
        tone=tone_of(week),
        figures=tuple(figure_of(one) for one in shown),
        summary={
            "kind": "week",
            "session": last,
            "sessions": list(facts.sessions),
            "taiex_percent": None if week is None else round_percent(week),
            "mean_percent": _mean(dinner),
            "gaps": list(facts.gaps),
        },
    )


def _blocks(
    facts: WeekFacts, dinner: Sequence[WeekMove], week: Decimal | None, room: Newsroom
) -> Iterator[Block]:
    """Lay the digest out."""
    say = room.say
    index = facts.moves[facts.sessions[-1]].get(TAIEX.code)
    lines: list[str | Line] = [index_line(index, say)] if index else []
    count = len(facts.sessions)
    if week is not None:
        text = say("TAIEX over {count} sessions ", count=count)
        lines.append((Span(text), Span(percent(week), tone_of(week), strong=True)))
    if lines:
        yield paragraph(*lines)
    known = [one for one in dinner if one.percent is not None]
    if known and facts.edition:
        up = sum(one.percent > 0 for one in known if one.percent is not None)
        head = say("Dinner of {edition}: {up} of {count} up over the week",
                   edition=facts.edition.date.isoformat(), up=up, count=len(known))  # fmt: skip
        ends = known[:EXTREMES] + [one for one in known[-EXTREMES:] if one not in known[:EXTREMES]]
        yield paragraph((Span(head, strong=True),), *(_line(one, room) for one in ends))
        yield paragraph(say("Each session against its own reference price, without dividends."))
    yield paragraph(*gaps_line(facts.gaps, say), *footer(say).lines)


def _line(one: WeekMove, room: Newsroom) -> Line:
    """Write one company's week."""
    tone = tone_of(one.percent)
    return (Span(f"{name_of(one.instrument, room.say)} "), Span(percent(one.percent), tone))


def _over(facts: WeekFacts, instrument: Instrument) -> Decimal | None:
    """Return an instrument's week."""
    return compounded([facts.moves[day].get(instrument.code) for day in facts.sessions])


def _ranked(facts: WeekFacts, room: Newsroom) -> list[WeekMove]:
    """Return the dinner's companies, the best first, unknown ones last."""
    members = room.instruments(facts.edition.codes if facts.edition else ())
    weeks = [WeekMove(one, _over(facts, one)) for one in members]
    return sorted(weeks, key=lambda one: (one.percent is None, -(one.percent or 0)))


def _last_moves(facts: WeekFacts, dinner: Sequence[WeekMove]) -> list[Move]:
    """Return the last session's moves of the companies."""
    last = facts.moves[facts.sessions[-1]]
    return [last[one.instrument.code] for one in dinner if one.instrument.code in last]


def _mean(dinner: Sequence[WeekMove]) -> Decimal | None:
    """Return the mean of the known weeks."""
    known = [one.percent for one in dinner if one.percent is not None]
    return (
        round_percent(EXACT.divide(sum(known, Decimal(0)), Decimal(len(known)))) if known else None
    )
