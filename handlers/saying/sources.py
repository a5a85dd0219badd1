"""How each source is doing, in words and for machines."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.core.clock import TAIPEI, Moment
from bot.core.i18n import Say
from bot.core.market_ports import SourceState
from bot.core.ports import Span as Held
from bot.core.replies import Block, Button, Details, Fact, Paragraph, Reply, paragraph, text_line
from bot.core.replies import Span as Text
from bot.market.calendar import OutsideCalendar, TradingCalendar


def told_sources(
    states: Sequence[SourceState],
    span: Held | None,
    *,
    offline: bool,
    calendar: TradingCalendar,
    moment: Moment,
    say: Say,
) -> Reply:
    """Say where figures come from and how well that goes."""
    off = [say(state.name) for state in states if not state.enabled]
    blocks: list[Block] = [paragraph(*_standing(span, say, offline=offline))]
    blocks += [_source(state, calendar, moment, say) for state in states if state.enabled]
    if off:
        blocks.append(paragraph(say("Switched off: {names}", names=say(", ").join(off))))
    if rejected := [line for state in states for line in _rejected(state, say)]:
        title = say("Rows not believed in the last 24 hours")
        blocks.append(Details(title, tuple(map(text_line, rejected))))
    return Reply(
        title=say("Where the figures come from"),
        blocks=tuple(blocks),
        buttons=((Button("/sources", "/sources"), Button("/about", "/about")),),
        summary={
            "offline": offline,
            "first": span.first if span else None,
            "last": span.last if span else None,
            "sources": [_stated(state) for state in states],
        },
    )


def _standing(span: Held | None, say: Say, *, offline: bool) -> list[str]:
    """Say what is held, and whether anything may be fetched at all."""
    held = (
        say("Figures held: {bars} bars, {first} to {last}.",
            bars=f"{span.bars:,}", first=span.first.isoformat(), last=span.last.isoformat())
        if span
        else say("No figures are held here yet.")
    )  # fmt: skip
    if not offline:
        return [held]
    return [say("Offline: the operator forbade every connection; what is held is answered."), held]


def _source(state: SourceState, calendar: TradingCalendar, moment: Moment, say: Say) -> Paragraph:
    """Write one source: how it is, when it last answered, what was asked, how new its data is."""
    verdict = say("in order") if state.healthy else say("in trouble")
    first = (Text(say("{name}: ", name=say(state.name)), strong=True), Text(verdict))
    return paragraph(
        first,
        *_trouble(state, moment, say),
        *_answered(state, moment, say),
        *_newest(state, calendar, moment, say),
    )


def _trouble(state: SourceState, moment: Moment, say: Say) -> list[str]:
    """Say what the last failure was, and until when the source is left alone."""
    if state.healthy:
        return []
    lines = [say(state.failure)] if state.failure else []
    if state.last_failure:
        lines.append(say("Last failure {time}", time=_time(state.last_failure, moment)))
    if state.paused_until and state.paused_until > moment.now:
        lines.append(say("Asked again from {time}", time=_time(state.paused_until, moment)))
    return lines


def _answered(state: SourceState, moment: Moment, say: Say) -> list[str]:
    """Say when it last answered and how much of its allowance is used."""
    parts = []
    if state.last_success:
        parts.append(say("last answer {time}", time=_time(state.last_success, moment)))
    elif state.healthy:
        parts.append(say("not asked yet since the start"))
    if state.allowed:
        parts.append(
            say("{asked} of {allowed} requests in 5 s",
                asked=state.asked_lately, allowed=state.allowed)
        )  # fmt: skip
    return [say(" · ").join(parts)] if parts else []


def _newest(state: SourceState, calendar: TradingCalendar, moment: Moment, say: Say) -> list[str]:
    """Say the newest session held from it, and by how many sessions that is behind."""
    if state.newest is None:
        return []
    day, behind = state.newest.isoformat(), _behind(state.newest, calendar, moment)
    if not behind:
        return [say("newest session {date}", date=day)]
    return [say("newest session {date}, {sessions} behind", date=day, sessions=behind)]


def _behind(newest: date, calendar: TradingCalendar, moment: Moment) -> int | None:
    """Count the sessions since, up to the last known close; None past the known calendar."""
    try:
        return max(0, calendar.position(newest, moment.horizon, known_on=moment.today))
    except OutsideCalendar:
        return None


def _rejected(state: SourceState, say: Say) -> list[str]:
    """Count the rows that were not believed, by the rule they broke."""
    return [
        say("{name}: {rule} × {count}", name=say(state.name), rule=rule, count=count)
        for rule, count in sorted(state.rejected.items())
    ]


def _time(at: datetime, moment: Moment) -> str:
    """Write an instant in Taipei time, with the date where it is not today."""
    local = at.astimezone(TAIPEI)
    return f"{local:%H:%M}" if local.date() == moment.today else f"{local:%Y-%m-%d %H:%M}"


def _stated(state: SourceState) -> dict[str, Fact]:
    """State a source for machines."""
    return {
        "name": state.name,
        "enabled": state.enabled,
        "healthy": state.healthy,
        "last_success": state.last_success,
        "last_failure": state.last_failure,
        "failure": state.failure or None,
        "paused_until": state.paused_until,
        "asked_lately": state.asked_lately,
        "allowed": state.allowed,
        "newest": state.newest,
        "rejected": dict(state.rejected),
    }
